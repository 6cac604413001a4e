import { see, type Check } from '../check.ts';
import { passIn } from '../scope.ts';

/** Off, the desk can issue nothing. */
export const passEnabled: Check = {
  id: 'pass.enabled',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.1', controls: ['IA.L2-3.5.9'] },
  mend: {
    portal: 'Entra ID > Authentication methods > Policies > Temporary Access Pass > Enable',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"state": "enabled"}',
  },
  wanted: () => ['state: enabled'],
  look: ({ tenant }) =>
    see(passIn(tenant), ({ enabled }) => ({
      fine: enabled,
      found: [`state: ${enabled ? 'enabled' : 'disabled'}`],
    })),
};
