import { see, nothing, type Check } from '../check.ts';
import { deviceCodeBlocks } from '../access/baseline.ts';

/** With device code flow a stranger's device is signed in by somebody else's proof. */
export const accessDeviceCodeFlow: Check = {
  id: 'access.device-code-flow',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.2', controls: ['IA.L2-3.5.4'] },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > Conditions > Authentication flows > Device code flow: Block',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => ['an enabled policy: all users, all resources, transferMethods deviceCodeFlow, block'],
  look: ({ tenant }) =>
    see(tenant.access, (policies) => {
      const names = deviceCodeBlocks(policies).map(({ displayName }) => displayName);
      return names.length > 0 ? nothing([], names) : nothing(['no enabled policy does that']);
    }),
};
