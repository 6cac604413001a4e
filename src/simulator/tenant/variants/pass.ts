import type { PassPolicy } from '../policies.ts';
import type { Tenant } from '../tenant.ts';
import type { Variant } from './variant.ts';

const pass = (change: Partial<PassPolicy>) => (tenant: Tenant) => {
  tenant.policies.pass = { ...tenant.policies.pass, ...change };
};

/** Faults of the Temporary Access Pass method itself. */
export const passVariants: readonly Variant[] = [
  { name: 'tap-disabled', fault: 'TAP is off', breaks: [], apply: pass({ state: 'disabled' }) },
  {
    name: 'short-lifetime',
    fault: 'the longest lifetime is shorter than what the desk asks for',
    breaks: [],
    apply: pass({
      minimumLifetimeInMinutes: 10,
      maximumLifetimeInMinutes: 20,
      defaultLifetimeInMinutes: 20,
    }),
  },
  {
    name: 'all-users',
    fault: 'everybody may be given a pass',
    breaks: [],
    apply: pass({
      includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }],
    }),
  },
  { name: 'multi-use', fault: 'passes may be used again', breaks: [], apply: pass({ isUsableOnce: false }) },
];
