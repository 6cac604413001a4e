import { see, nothing, type Check } from '../check.ts';
import { legacyBlocks } from '../access/baseline.ts';

/** A pass is nothing to a protocol that knows passwords only, and neither is any second factor. */
export const accessLegacyAuthentication: Check = {
  id: 'access.legacy-authentication',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 0.2', controls: ['IA.L2-3.5.3', 'IA.L2-3.5.4'] },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > New policy from template > Block legacy authentication',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => ['an enabled policy: all users, all resources, clients exchangeActiveSync and other, block'],
  look: ({ tenant }) =>
    see(tenant.access, (policies) => {
      const names = legacyBlocks(policies).map(({ displayName }) => displayName);
      return names.length > 0 ? nothing([], names) : nothing(['no enabled policy does that']);
    }),
};
