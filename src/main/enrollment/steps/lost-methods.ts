import type { Method } from '../../directory/index.ts';
import { textOf, type EffectRecord, type StepName } from '../effects.ts';
import type { Effect } from './step.ts';

type RemovalStep = Extract<StepName, 'stolen-methods' | 'lost-methods'>;

/** A method that is to be removed. */
export interface Reported {
  readonly method: Pick<Method, 'id' | 'type'>;
  /** When it was reported, in epoch milliseconds; null where that is not known. */
  readonly reportedAt: number | null;
}

const MINUTE_MS = 60_000;

/** To a tenth of a minute. */
const usableMinutes = (at: number, reportedAt: number | null): number | null =>
  reportedAt === null ? null : Math.round(((at - reportedAt) / MINUTE_MS) * 10) / 10;

const remove =
  (step: RemovalStep) =>
  ({ method, reportedAt }: Reported): Effect<string> => ({
    step,
    intent: { methodId: method.id, methodType: method.type, reportedAt },
    perform: (ports, call) => ports.directory.removeMethod(ports.personId, method, call),
    // One that was gone already says nothing of how long it could be used.
    outcome: (found, at) => ({
      found,
      usableMinutes: found === 'removed' ? usableMinutes(at, reportedAt) : null,
    }),
  });

/** A method in a thief's hands is removed before the pass is made. It is not put back. */
export const removeStolen = remove('stolen-methods');

/** A method that is lost or replaced is removed once the new one was proven. It is not put back. */
export const removeLost = remove('lost-methods');

/** The same removal again, from its record. */
export const removeAgain = (record: EffectRecord): Effect<string> => {
  const { step, data } = record;
  const reportedAt = typeof data['reportedAt'] === 'number' ? data['reportedAt'] : null;
  const method = { id: textOf(data, 'methodId') ?? '', type: textOf(data, 'methodType') ?? '' };
  return remove(step === 'stolen-methods' ? step : 'lost-methods')({ method, reportedAt });
};
