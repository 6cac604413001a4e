import { see, type Check } from '../check.ts';

/** Sign-in logs say by what people signed in afterwards; they need a licence. */
export const logsSignIns: Check = {
  id: 'logs.sign-ins',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 5.1', controls: ['AU.L2-3.3.1', 'AU.L2-3.3.5'] },
  mend: { portal: 'Entra ID > Monitoring & health > Sign-in logs', graph: 'GET /auditLogs/signIns' },
  wanted: () => ['signIns: readable'],
  look: ({ tenant }) => see(tenant.signIns, () => ({ fine: true, found: ['signIns: readable'] })),
};
