import type { EffectRecord, StepName } from '../effects.ts';
import { undoAdmit } from './admit.ts';
import { undoIssue } from './issue.ts';
import { removeLostAgain } from './lost-methods.ts';
import { revokeSessions } from './sessions.ts';
import type { Effect, Undo } from './step.ts';

export { admit } from './admit.ts';
export { issue } from './issue.ts';
export { removeLost } from './lost-methods.ts';
export { revokeSessions } from './sessions.ts';
export type { Effect, Probed, Undo } from './step.ts';

const undos: Partial<Record<StepName, Undo>> = { admit: undoAdmit, issue: undoIssue };

/** How a step is taken back; undefined for those that take something back themselves. */
export const undoOf = (step: StepName): Undo | undefined => undos[step];

/** When the effect is over for certain by itself, in epoch milliseconds; null when it is not, or nobody knows. */
export const endsBySelfAt = (record: EffectRecord): number | null =>
  undoOf(record.step)?.endsAt?.(record) ?? null;

/** An effect of closing, again, from its record. */
export const again = (record: EffectRecord): Effect<string> =>
  record.step === 'lost-methods' ? removeLostAgain(record) : revokeSessions();
