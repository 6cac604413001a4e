import { textOf, type EffectRecord, type StepName } from '../effects.ts';
import { undoAdmit } from './admit.ts';
import { undoIssue } from './issue.ts';
import { removeAgain } from './lost-methods.ts';
import { probeProvision } from './provision.ts';
import { revokeSessions } from './sessions.ts';
import type { Effect, Probe, Undo } from './step.ts';

export { admit } from './admit.ts';
export { issue } from './issue.ts';
export { provision } from './provision.ts';
export { removeLost, removeStolen, type Reported } from './lost-methods.ts';
export { revokeSessions } from './sessions.ts';
export type { Effect, Probed, Undo } from './step.ts';

const undos: Partial<Record<StepName, Undo>> = { admit: undoAdmit, issue: undoIssue };

/** How a step is taken back; undefined for those that take something back themselves. */
export const undoOf = (step: StepName): Undo | undefined => undos[step];

/** How a step is looked for; undefined for those that can simply be done again. */
export const probeOf = (step: StepName): Probe | undefined =>
  step === 'provision' ? probeProvision : undoOf(step)?.probe;

/** When the effect is over for certain by itself, in epoch milliseconds; null when it is not, or nobody knows. */
export const endsBySelfAt = (record: EffectRecord): number | null =>
  undoOf(record.step)?.endsAt?.(record) ?? null;

/** A removal, again, from its record. */
export const again = (record: EffectRecord): Effect<string> => {
  if (record.step !== 'sessions') return removeAgain(record);
  return revokeSessions(textOf(record.data, 'because') === 'theft' ? 'theft' : null);
};
