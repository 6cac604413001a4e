import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import type { AskPin } from '../badge/index.ts';
import { asksForPin } from './locking.ts';
import type { DeskPorts } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** As long as somebody takes who first has to be told that it is asked for. */
const patienceMs = 60_000;

/** The PIN of the card on the reader, typed by the person it belongs to. */
export interface CardPin {
  readonly ask: AskPin;
  readonly enter: (request: RequestOf<'card-pin.enter'>) => Result<Nothing>;
  readonly cancel: () => Result<Nothing>;
}

/** Only a desk that waits for a badge asks: in the middle of anything else a card is out of place. */
const mayAsk = (state: DeskState): boolean =>
  state.phase === 'ready' && state.handover === null && state.cardPin === null && !asksForPin(state);

/**
 * Lays the question over the waiting desk, whoever faces it: nothing of the operator's is on it. What was entered is
 * handed on to the card and forgotten.
 */
export const createCardPin = ({ clock, push }: Pick<DeskPorts, 'clock' | 'push'>, store: Store): CardPin => {
  let answer: (pin: string | null) => void = () => undefined;
  const settle = (pin: string | null): Result<Nothing> => {
    if (store.get().cardPin === null) return failed(problemOf('command.not-now'));
    answer(pin);
    return ok({});
  };
  // Another badge was read, or the desk has closed.
  store.listen(() => {
    const { cardPin, phase } = store.get();
    if (cardPin !== null && phase !== 'ready') answer(null);
  });
  return {
    ask: ({ triesLeft, wasWrong }, signal) => {
      if (signal.aborted || !mayAsk(store.get())) return Promise.resolve(null);
      store.update({ cardPin: { triesLeft, wasWrong }, problem: null });
      push('sound.play', { cue: wasWrong ? 'refused' : 'your-turn' });
      return new Promise((resolve) => {
        const end = (): void => answer(null);
        const cancel = clock.after(patienceMs, end);
        signal.addEventListener('abort', end, { once: true });
        answer = (pin) => {
          answer = () => undefined;
          cancel();
          signal.removeEventListener('abort', end);
          store.update({ cardPin: null });
          resolve(pin);
        };
      });
    },
    enter: ({ pin }) => settle(pin),
    cancel: () => settle(null),
  };
};
