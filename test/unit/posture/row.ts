import type { AccessPolicy, MethodsPolicy, TenantReading } from '../../../src/main/directory/index.ts';
import type { CheckId, PostureSettings, Reading } from '../../../src/main/posture/index.ts';
import { healthyMethods, healthyPolicies, healthyReading, known } from '../../support/posture.ts';

/** One thing that is wrong, and every check that cannot be fine with it. */
export interface Row {
  readonly wrong: string;
  readonly reading: Reading;
  /** Differing settings, where the fault is between the two. */
  readonly settings?: Partial<PostureSettings>;
  readonly breaks: readonly CheckId[];
  /** What the first of them found; left out where it is plain. */
  readonly found?: readonly string[];
}

export const tenant = (change: Partial<TenantReading>): Reading => ({
  ...healthyReading,
  tenant: { ...healthyReading.tenant, ...change },
});

type Name = keyof typeof healthyPolicies;

/** The healthy policies with one of them changed. */
export const access = (name: Name, change: Partial<AccessPolicy>): Reading =>
  tenant({
    access: known(Object.values({ ...healthyPolicies, [name]: { ...healthyPolicies[name], ...change } })),
  });

/** The healthy policies and one more. */
export const accessWith = (...more: readonly AccessPolicy[]): Reading =>
  tenant({ access: known([...Object.values(healthyPolicies), ...more]) });

export const accessWithout = (name: Name): Reading =>
  tenant({ access: known(Object.values(healthyPolicies).filter((one) => one !== healthyPolicies[name])) });

/** What the policy says of one method; the rest of it is a list. */
type OneMethod = Pick<MethodsPolicy, 'pass' | 'passkeys' | 'authenticator'>;

export const methods = <K extends keyof OneMethod>(
  name: K,
  change: Partial<NonNullable<OneMethod[K]>>,
): Reading =>
  tenant({ methods: known({ ...healthyMethods, [name]: { ...healthyMethods[name], ...change } }) });
