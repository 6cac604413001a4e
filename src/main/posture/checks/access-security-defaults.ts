import { see, type Check } from '../check.ts';

/** Security defaults and Conditional Access exclude each other, and only the latter knows groups. */
export const accessSecurityDefaults: Check = {
  id: 'access.security-defaults',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.2, 3', controls: ['CM.L2-3.4.2'] },
  mend: {
    portal: 'Entra ID > Overview > Properties > Manage security defaults',
    graph: 'PATCH /policies/identitySecurityDefaultsEnforcementPolicy {"isEnabled": false}',
  },
  wanted: () => ['isEnabled: false'],
  look: ({ tenant }) =>
    see(tenant.securityDefaults, (enabled) => ({ fine: !enabled, found: [`isEnabled: ${String(enabled)}`] })),
};
