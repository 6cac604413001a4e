import { codeOf } from './perform.ts';
import type { EffectPorts } from './ports.ts';
import type { Command, MachineEvent } from './states.ts';
import type { Work } from './work.ts';

/** Work in order, one piece after the other. */
export interface Queue {
  readonly add: (commands: readonly Command[]) => void;
  /** What belonged to the place is no longer heard, and waits of it end at once. */
  readonly leavePlace: () => void;
  /** Facts are read ahead over several places: this ends that too. */
  readonly leaveAll: () => void;
}

/**
 * What is under way when its place is left is waited for, never abandoned: nothing is taken back while an effect
 * may still happen.
 */
export const createQueue = (
  { log }: Pick<EffectPorts, 'log'>,
  work: Readonly<Record<Command, Work>>,
  dispatch: (event: MachineEvent) => void,
): Queue => {
  const whole = new AbortController();
  let place = new AbortController();
  let tail = Promise.resolve();

  const execute = async (command: Command, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    const tell = (event: MachineEvent): void => {
      if (!signal.aborted) dispatch(event);
    };
    try {
      const event = await work[command]({ signal, tell });
      if (event !== null) tell(event);
    } catch (error) {
      log.error('work-failed', { command, error: error instanceof Error ? error.message : 'unknown' });
      tell({ type: 'give-up', why: codeOf(error) });
    }
  };
  return {
    add: (commands) => {
      for (const command of commands) {
        const { signal } = command === 'read-facts' ? whole : place;
        tail = tail.then(() => execute(command, signal));
      }
    },
    leavePlace: () => {
      place.abort();
      place = new AbortController();
    },
    leaveAll: () => whole.abort(),
  };
};
