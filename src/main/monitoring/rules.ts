import type { WatchRule } from './finding.ts';
import { changeNearPass } from './rules/change-near-pass.ts';
import { logSilent } from './rules/log-silent.ts';
import { membershipLeft } from './rules/membership-left.ts';
import { notInAudit } from './rules/not-in-audit.ts';
import { notUsed } from './rules/not-used.ts';
import { operatorRate } from './rules/operator-rate.ts';
import { outsideHours } from './rules/outside-hours.ts';
import { outsideTapdesk } from './rules/outside-tapdesk.ts';
import { severalPasses } from './rules/several-passes.ts';
import { unexpectedUse } from './rules/unexpected-use.ts';
import { wrongClass } from './rules/wrong-class.ts';

/** Everything that is watched for, in the order in which people read it. */
export const watchRules: readonly WatchRule[] = [
  outsideTapdesk,
  wrongClass,
  unexpectedUse,
  changeNearPass,
  notInAudit,
  logSilent,
  membershipLeft,
  severalPasses,
  operatorRate,
  outsideHours,
  notUsed,
];
