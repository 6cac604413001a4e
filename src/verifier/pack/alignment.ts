import { valueAt } from './openings.ts';
import type { Alignment, Proof } from './report.ts';

/** What is read of a pack to prove the lines: a document by its name, and lines by theirs. */
export interface PackValues {
  /** Null where it is not there. */
  readonly document: (name: string) => unknown;
  /** How many lines of a file are such; null where it is not there. */
  readonly count: (name: string, isSuch: (value: unknown) => boolean) => number | null;
}

interface Claim {
  readonly claim: string;
  readonly file: string;
  readonly field: string;
  readonly holds: (value: unknown, of: PackValues) => boolean;
}

const POLICY = 'policy/pass-policy.json';
const REPORT = 'report/report.json';
const POSTURE = 'posture/now.json';

const isNumber = (value: unknown): value is number => typeof value === 'number';
const at = (pointer: string) => (value: unknown) => valueAt(value, pointer);

const check = (id: string, claim: string): Claim => ({
  claim,
  file: POSTURE,
  field: `/results/${id}/state`,
  holds: (value) => value === 'fine',
});

/** By the guide's two lifetimes for everybody, in minutes. */
const longest: Readonly<Record<string, number>> = { 'zero-trust': 60, 'cmmc-level-2': 120 };

const none = (file: string, rule: string, claim: string): Claim => ({
  claim,
  file,
  field: `lines with rule ${rule}`,
  holds: (value) => value === 0,
});

/** The table of the zero trust guide, "Zero Trust Alignment Summary", with what proves each line. */
const table: readonly (Pick<Alignment, 'principle' | 'design'> & { readonly claims: readonly Claim[] })[] = [
  {
    principle: 'Least Privilege',
    design: 'Scoped roles, group-based enablement, temporary membership',
    claims: [
      {
        claim: 'Passes are switched on for chosen groups alone',
        file: POLICY,
        field: '/tenant/include',
        holds: (value) =>
          Array.isArray(value) && value.length > 0 && value.every((one) => at('/id')(one) !== 'all_users'),
      },
      check('roles.helpdesk-tenant-wide', 'No helpdesk role may issue over the whole tenant'),
      check('roles.separation', 'Who issues passes cannot change the policies they are held to'),
      none('findings/findings.jsonl', 'membership-left', 'Nobody stayed in a pass group for too long'),
    ],
  },
  {
    principle: 'Verify Explicitly',
    design: 'CA policies force MFA registration post-TAP',
    claims: [
      check('access.registration', 'A policy guards where methods are registered'),
      {
        claim: 'Every sign-in by pass met a policy',
        file: REPORT,
        field: '/figures/access/value/unguarded',
        holds: (value) => value === 0,
      },
      none(
        'findings/findings.jsonl',
        'wrong-class',
        'No privileged person got a pass without a second person',
      ),
    ],
  },
  {
    principle: 'Assume Breach',
    design: 'Short-lived, single-use, immediate revocation',
    claims: [
      {
        claim: 'Passes work once',
        file: POLICY,
        field: '/tenant/usableOnceOnly',
        holds: (value) => value === true,
      },
      {
        claim: 'No pass may live longer than the baseline allows',
        file: POLICY,
        field: '/tenant/maximumLifetimeMinutes',
        holds: (value, { document }) =>
          isNumber(value) && value <= (longest[String(at('/desk/baseline')(document(POLICY)))] ?? 0),
      },
      {
        claim: 'The end of every pass is on record',
        file: REPORT,
        field: '/figures/journal/revocation/withoutEnd',
        holds: (value) => value === 0,
      },
    ],
  },
  {
    principle: 'Continuous Monitoring',
    design: 'Logs, alerts, quarterly reviews',
    claims: [
      {
        claim: 'The tenant’s audit log was read over the whole time',
        file: 'tenant/readings.json',
        field: '/audit/whole',
        holds: (value) => value === true,
      },
      {
        claim: 'Tenant and stations were checked',
        file: REPORT,
        field: '/figures/journal/posture/runs',
        holds: (value) => isNumber(value) && value > 0,
      },
      {
        claim: 'Weekly reviews were done, one for each week',
        file: 'reviews/reviews.jsonl',
        field: 'lines with type review.done',
        holds: (value, { document }) => {
          const [from, until] = ['/period/from', '/period/until'].map((one) =>
            Date.parse(String(at(one)(document(REPORT)))),
          );
          return isNumber(value) && value >= Math.floor(((until ?? 0) - (from ?? 0)) / (7 * 86_400_000));
        },
      },
      {
        claim: 'Every alert has ended',
        file: 'alerts/outbox.jsonl',
        field: 'lines without an end',
        holds: (value) => value === 0,
      },
      {
        claim: 'What happened was reported',
        file: REPORT,
        field: '/madeAt',
        holds: (value) => typeof value === 'string',
      },
    ],
  },
];

const valueOf = ({ file, field }: Claim, { document, count }: PackValues): unknown => {
  const [, rule] = /^lines with rule (.+)$/.exec(field) ?? [];
  const [, type] = /^lines with type (.+)$/.exec(field) ?? [];
  if (rule !== undefined)
    return count(file, (one) => at('/rule')(one) === rule && at('/state')(one) === 'found');
  if (type !== undefined) return count(file, (one) => at('/type')(one) === type);
  if (field === 'lines without an end') return count(file, (one) => at('/end')(one) === null);
  return at(field)(document(file)) ?? null;
};

const proofOf = (claim: Claim, values: PackValues): Proof => {
  const value = valueOf(claim, values);
  return {
    claim: claim.claim,
    file: claim.file,
    field: claim.field,
    value: value === null ? 'not there' : JSON.stringify(value),
    holds: value === null ? null : claim.holds(value, values),
  };
};

/** The guide's table with the proof for each line, from files that were found right. */
export const alignmentOf = (values: PackValues): readonly Alignment[] =>
  table.map(({ principle, design, claims }) => ({
    principle,
    design,
    proofs: claims.map((claim) => proofOf(claim, values)),
  }));
