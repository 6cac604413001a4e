import type { Block, Document } from '../document/index.ts';

/** The tenant's policy for passes, and what the desk asks for within it. */
export interface PassPolicy {
  /** As the tenant has it, or why it could not be read. */
  readonly tenant:
    | {
        readonly enabled: boolean;
        readonly include: readonly { readonly id: string; readonly kind: string }[];
        readonly exclude: readonly { readonly id: string; readonly kind: string }[];
        readonly defaultLifetimeMinutes: number;
        readonly minimumLifetimeMinutes: number;
        readonly maximumLifetimeMinutes: number;
        readonly length: number;
        readonly usableOnceOnly: boolean;
      }
    | { readonly because: string };
  readonly groups: readonly { readonly id: string; readonly name: string; readonly members: number | null }[];
  readonly desk: {
    readonly baseline: string;
    readonly lifetimeMinutes: number;
    readonly usableOnce: boolean;
    readonly privilegedAllowed: boolean;
    readonly privilegedLifetimeMinutes: number;
    readonly ruleSet: string;
  };
}

const yes = (value: boolean): string => (value ? 'yes' : 'no');

const tenantBlock = ({ tenant, groups }: PassPolicy): Block => {
  if ('because' in tenant) return { kind: 'text', text: `The policy could not be read: ${tenant.because}.` };
  const nameOf = (id: string): string => groups.find((one) => one.id === id)?.name ?? id;
  const targets = (list: readonly { readonly id: string }[]): string =>
    list.map(({ id }) => nameOf(id)).join(', ') || 'nobody';
  return {
    kind: 'table',
    caption: 'Temporary Access Pass, as the tenant has it',
    head: ['Setting', 'Value'],
    rows: [
      ['Switched on', yes(tenant.enabled)],
      ['For', targets(tenant.include)],
      ['But not for', targets(tenant.exclude)],
      ['Lifetime in minutes, at least', String(tenant.minimumLifetimeMinutes)],
      ['Lifetime in minutes, at most', String(tenant.maximumLifetimeMinutes)],
      ['Lifetime in minutes, usual', String(tenant.defaultLifetimeMinutes)],
      ['Length', String(tenant.length)],
      ['Every pass works once', yes(tenant.usableOnceOnly)],
    ],
  };
};

/** The policy for passes as people read it. Pure. */
export const passPolicyPage = (policy: PassPolicy, madeAt: string): Document => ({
  title: 'Temporary Access Pass policy of the tenant',
  subtitle: `As it was read on ${madeAt}.`,
  blocks: [
    { kind: 'heading', level: 2, text: 'The tenant' },
    tenantBlock(policy),
    {
      kind: 'table',
      caption: 'Groups that the desk puts people into',
      head: ['Group', 'Object id', 'Members'],
      rows: policy.groups.map(({ name, id, members }) => [
        name,
        id,
        members === null ? 'not read' : String(members),
      ]),
    },
    { kind: 'heading', level: 2, text: 'The desk' },
    {
      kind: 'table',
      caption: 'What the desk asks for within it',
      head: ['Setting', 'Value'],
      rows: [
        ['Baseline', policy.desk.baseline],
        ['Minutes', String(policy.desk.lifetimeMinutes)],
        ['Works once', yes(policy.desk.usableOnce)],
        ['Privileged users', policy.desk.privilegedAllowed ? 'by the path with a second person' : 'refused'],
        ['Minutes for privileged users', String(policy.desk.privilegedLifetimeMinutes)],
        ['Rule set', policy.desk.ruleSet],
      ],
    },
  ],
});
