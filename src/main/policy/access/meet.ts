import type { AccessPolicy } from '../../directory/index.ts';
import { enforced } from './applies.ts';
import { mayApply, type SignIn } from './sign-in.ts';

/** Something that a policy asks for, and whether the sign-in has it. */
interface Option {
  readonly asks: string;
  readonly kind: 'block' | 'proof' | 'device' | 'other';
  readonly met: boolean;
}

/** One policy on the way. */
export interface Met {
  readonly policy: string;
  readonly met: boolean;
  /** What it asks for, in Graph's words. */
  readonly asks: readonly string[];
}

/** The same, with what of it is missing; empty when it is met. */
export interface Judged extends Met {
  readonly lacks: readonly Option['kind'][];
}

const combinations = { pass: 'temporaryAccessPassOneTime', passkey: 'fido2' } as const;
const devices: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

type Grant = NonNullable<AccessPolicy['grant']>;

/** Terms of use can be accepted; a password cannot be changed by whoever has none. */
const unmeetable: ReadonlySet<string> = new Set(['block', 'passwordChange', 'unknownFutureValue']);

const kindOf = (control: string): Option['kind'] => {
  if (control === 'block') return 'block';
  return devices.has(control) ? 'device' : 'other';
};

const optionsOf = ({ controls, strength, others }: Grant, { proof, managed }: SignIn): readonly Option[] => [
  ...controls.map((asks) => ({
    asks,
    kind: kindOf(asks),
    met: devices.has(asks) ? managed : !unmeetable.has(asks),
  })),
  ...(strength === null
    ? []
    : [
        {
          asks: strength.displayName,
          kind: 'proof' as const,
          met: strength.combinations.includes(combinations[proof]),
        },
      ]),
  ...others.map((asks) => ({ asks, kind: 'other' as const, met: true })),
];

const judge = ({ displayName, grant }: AccessPolicy, signIn: SignIn): readonly Judged[] => {
  if (grant === null) return [];
  const options = optionsOf(grant, signIn);
  const enough = grant.all ? options.every((one) => one.met) : options.some((one) => one.met);
  const met = enough || options.length === 0;
  const lacks = met ? [] : options.filter((one) => !one.met).map(({ kind }) => kind);
  return [{ policy: displayName, met, asks: options.map(({ asks }) => asks), lacks }];
};

/** The enforced policies that apply to a sign-in, each with whether it is met. Pure. */
export const policiesOn = (signIn: SignIn, policies: readonly AccessPolicy[]): readonly Judged[] =>
  enforced(policies)
    .filter((policy) => mayApply(policy, signIn))
    .flatMap((policy) => judge(policy, signIn));
