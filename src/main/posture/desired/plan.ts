import { planApplication } from './application.ts';
import { planAccess } from './access.ts';
import { joined, type Change, type Plan, type PlanInput } from './change.ts';
import { planConsent } from './consent.ts';
import { planGroups } from './groups.ts';
import { planPassMethod } from './pass-method.ts';
import { planRegisteringMethods } from './registering-methods.ts';
import { planUnits } from './units.ts';

const cautious = ({ risk }: Change): boolean => risk === 'none';

/**
 * The difference between a tenant and what the site wants of it. Pure: the same reading gives the same plan. What can
 * do harm comes last, in the order in which it has to be.
 */
export const planTenant = (input: PlanInput): Plan => {
  const { changes, obstacles } = joined([
    planGroups(input),
    planUnits(input),
    planPassMethod(input),
    planRegisteringMethods(input),
    planConsent(input),
    planApplication(input),
    planAccess(input),
  ]);
  return {
    changes: [...changes.filter(cautious), ...changes.filter((one) => !cautious(one))],
    obstacles,
  };
};
