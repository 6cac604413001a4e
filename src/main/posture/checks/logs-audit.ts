import { see, type Check } from '../check.ts';

/** What cannot be read cannot be reviewed. */
export const logsAudit: Check = {
  id: 'logs.audit',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Zero trust guide 5.1', controls: ['AU.L2-3.3.1', 'AU.L2-3.3.5'] },
  mend: { portal: 'Entra ID > Monitoring & health > Audit logs', graph: 'GET /auditLogs/directoryAudits' },
  wanted: () => ['directoryAudits: readable'],
  look: ({ tenant }) => see(tenant.joined, () => ({ fine: true, found: ['directoryAudits: readable'] })),
};
