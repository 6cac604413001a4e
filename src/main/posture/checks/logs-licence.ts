import { see, type Check } from '../check.ts';

/** Conditional Access needs P1; eligible roles and sign-in risk need P2. */
export const logsLicence: Check = {
  id: 'logs.licence',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about Graph, 6, 7 and 9', controls: ['AU.L2-3.3.1'] },
  mend: { portal: 'Microsoft 365 admin center > Billing > Licenses', graph: 'GET /subscribedSkus' },
  wanted: () => ['servicePlans: AAD_PREMIUM, AAD_PREMIUM_P2'],
  look: ({ tenant }) =>
    see(tenant.plans, (plans) => {
      const premium = plans.filter((name) => name.startsWith('AAD_PREMIUM'));
      return {
        fine: premium.some((name) => name.startsWith('AAD_PREMIUM_P2')),
        found: [`servicePlans: ${premium.length === 0 ? 'no AAD_PREMIUM' : premium.join(', ')}`],
      };
    }),
};
