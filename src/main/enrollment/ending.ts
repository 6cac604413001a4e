import type { Ending } from '../../shared/index.ts';
import type { Context } from './context.ts';
import { cleanupOf, type EffectRecord } from './effects.ts';
import { alertLine, leftOf } from './left.ts';
import type { Line, Recorder } from './recorder.ts';

/** Whether the record shows that a pass was created: surely, or as far as anybody knows. */
const passTimes = (effects: readonly EffectRecord[]): string[] =>
  effects.flatMap(({ step, state, data }) =>
    step === 'issue' && state !== 'failed' && typeof data['at'] === 'number'
      ? [new Date(data['at']).toISOString()]
      : [],
  );

/** What the line of an ending is made from. */
export interface Ended {
  readonly context: Pick<Context, 'scenario' | 'why' | 'startedAt'>;
  readonly effects: readonly EffectRecord[];
  /** Epoch milliseconds. */
  readonly endedAt: number;
}

/** The lines that end an enrollment: the alert over what is left, or that nothing is any more, and the ending. */
export const endingLines = (
  ending: Ending,
  ended: Ended,
  recorder: Pick<Recorder, 'alerted'>,
): readonly Line[] => {
  const alert = alertLine(leftOf(ended.effects), recorder.alerted());
  return [...(alert === null ? [] : [alert]), endingLine(ending, ended)];
};

/**
 * The last line of an enrollment. With something left to be put right it is `enrollment.unresolved`, which keeps
 * the enrollment open in the journal: recovery takes it up, and the person waits until then.
 */
const endingLine = (ending: Ending, { context, effects, endedAt }: Ended): Line => {
  const { undone, notUndone } = cleanupOf(effects);
  return {
    type: notUndone.length === 0 ? 'enrollment.ended' : 'enrollment.unresolved',
    data: {
      ending,
      why: context.why,
      scenario: context.scenario,
      durationMs: endedAt - context.startedAt,
      passesAt: passTimes(effects),
      undone: [...undone],
      notUndone: [...notUndone],
    },
  };
};
