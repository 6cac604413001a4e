import { see, type Check } from '../check.ts';

/** Source: Microsoft Entra data retention, audit and sign-in logs. */
const daysWithLicence = 30;
const daysWithout = 7;

/** Logs that are gone by the next review are no evidence. */
export const logsRetention: Check = {
  id: 'logs.retention',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'CMMC guide, logs; zero trust guide 5.1', controls: ['AU.L2-3.3.1'] },
  mend: {
    portal: 'Entra ID > Monitoring & health > Diagnostic settings (export), or a licence with Entra ID P1',
    graph: null,
  },
  wanted: ({ logRetentionDays }) => [`kept by the tenant: at least ${logRetentionDays} days`],
  look: ({ tenant }, { logRetentionDays }) =>
    see(tenant.plans, (plans) => {
      const days = plans.some((name) => name.startsWith('AAD_PREMIUM')) ? daysWithLicence : daysWithout;
      return { fine: days >= logRetentionDays, found: [`kept by the tenant: ${days} days`] };
    }),
};
