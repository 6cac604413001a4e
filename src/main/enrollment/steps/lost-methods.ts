import type { Method } from '../../directory/index.ts';
import { textOf, type EffectRecord } from '../effects.ts';
import type { Effect } from './step.ts';

/** A method on a lost device is removed, after the new one was proven. It is not put back. */
export const removeLost = (method: Pick<Method, 'id' | 'type'>): Effect<string> => ({
  step: 'lost-methods',
  intent: { methodId: method.id, methodType: method.type },
  perform: (ports, call) => ports.directory.removeMethod(ports.personId, method, call),
  outcome: (value) => ({ found: value }),
});

/** The same removal again, from its record. */
export const removeLostAgain = (record: EffectRecord): Effect<string> =>
  removeLost({ id: textOf(record.data, 'methodId') ?? '', type: textOf(record.data, 'methodType') ?? '' });
