import type { Rule } from './rule.ts';
import { accountEnabled } from './rules/account-enabled.ts';
import { accountSynced } from './rules/account-synced.ts';
import { approverFresh } from './rules/approver-fresh.ts';
import { approverOther } from './rules/approver-other.ts';
import { approverRole } from './rules/approver-role.ts';
import { approverSeparated } from './rules/approver-separated.ts';
import { badgeStrong } from './rules/badge-strong.ts';
import { factsComplete } from './rules/facts-complete.ts';
import { groupFit } from './rules/group-fit.ts';
import { hoursOpen } from './rules/hours-open.ts';
import { identityProven } from './rules/identity-proven.ts';
import { lifetimeBaseline } from './rules/lifetime-baseline.ts';
import { lifetimeTenant } from './rules/lifetime-tenant.ts';
import { noGuest } from './rules/no-guest.ts';
import { noLivePass } from './rules/no-live-pass.ts';
import { noneUnresolved } from './rules/none-unresolved.ts';
import { notEmergencyAccess } from './rules/not-emergency-access.ts';
import { notOnHold } from './rules/not-on-hold.ts';
import { notOperator } from './rules/not-operator.ts';
import { notPrivileged } from './rules/not-privileged.ts';
import { oneTime } from './rules/one-time.ts';
import { operatorRole } from './rules/operator-role.ts';
import { operatorSeparated } from './rules/operator-separated.ts';
import { operatorTrained } from './rules/operator-trained.ts';
import { passPolicyReaches } from './rules/pass-policy-reaches.ts';
import { privilegedRestricted } from './rules/privileged-restricted.ts';
import { ratesKept } from './rules/rates-kept.ts';
import { repeatsFew } from './rules/repeats-few.ts';
import { rolloutPhase } from './rules/rollout-phase.ts';
import { scenarioProven } from './rules/scenario-proven.ts';
import { stationFit } from './rules/station-fit.ts';
import { wayOpen } from './rules/way-open.ts';

/** Weighed when all others have said whose consent is needed. */
export const approverRules: readonly Rule[] = [approverOther, approverRole, approverSeparated, approverFresh];

/** All rules, in the order their reasons are shown: the person first, then the pass, the operator, the approvers. */
export const rules: readonly Rule[] = [
  factsComplete,
  scenarioProven,
  rolloutPhase,
  accountEnabled,
  noGuest,
  accountSynced,
  notOnHold,
  notOperator,
  notPrivileged,
  privilegedRestricted,
  notEmergencyAccess,
  noneUnresolved,
  noLivePass,
  repeatsFew,
  hoursOpen,
  badgeStrong,
  identityProven,
  lifetimeBaseline,
  lifetimeTenant,
  oneTime,
  groupFit,
  passPolicyReaches,
  wayOpen,
  operatorRole,
  operatorSeparated,
  operatorTrained,
  ratesKept,
  stationFit,
  ...approverRules,
];
