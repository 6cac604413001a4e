import type { ProblemCode, Scenario } from '../../shared/index.ts';
import type { PersonFacts } from '../directory/index.ts';
import { canBeLost, provenAnew, type Rejection } from '../policy/index.ts';
import { weigh } from './approval.ts';
import { reported, type Context } from './context.ts';
import type { EnrollmentEvent } from './port.ts';

/** What a person reports of their old methods. Pure. */

/** Whether the person has all of these, and can have lost them. */
export const canLose = (context: Context, ids: readonly string[]): boolean =>
  ids.length > 0 &&
  ids.every((id) => context.facts?.methods.some((method) => method.id === id && canBeLost(method)));

type Report = Extract<EnrollmentEvent, { type: 'lost-methods-chosen' }>;

/** What a report changes: lost where nothing else is said of a method. */
export const reportedBy = ({ methodIds, fates = {}, reportedAt }: Report) => ({
  lostMethodIds: methodIds,
  fates: Object.fromEntries(methodIds.map((id) => [id, fates[id] ?? 'lost'])),
  reportedAt: reportedAt ?? null,
});

/** Whether the facts that were just read allow it, and something has to be removed first. */
export const removesFirst = (context: Context, facts: PersonFacts): boolean =>
  weigh(context, facts) === 'admit' && reported({ ...context, facts }, ['stolen']).length > 0;

/** What is said about a new method that does not count. */
export const noticeOf = (because: Rejection): ProblemCode =>
  because === 'of-the-station' ? 'register.of-the-station' : 'register.not-accepted';

/** The person says that it is theirs: it counts like any other from now on. */
export const ownedBy = ({ unexpected, ownMethodIds }: Context): Partial<Context> => ({
  unexpected: null,
  ownMethodIds: unexpected === null ? ownMethodIds : [...ownMethodIds, unexpected.id],
});

/** What naming a scenario changes: its script begins, and what was lost is asked anew. */
export const named = (context: Context, scenario: Scenario) => ({
  scenario,
  lostMethodIds: [],
  fates: {},
  reportedAt: null,
  proofing: provenAnew(context.policy.proofing, scenario, context.proofing),
  notice: null,
});
