import type { DeskPorts } from './ports.ts';

const hourMs = 3_600_000;
/** Different things in an hour: somebody who tries without end must not fill the record. */
const most = 40;

/**
 * Writes down what the guards of the whole desk have stopped, each kind once in an hour. What cannot be written, because
 * the journal is not open yet or not whole, is in the log.
 */
export const createTurnedAway = ({
  journal,
  clock,
  log,
}: Pick<DeskPorts, 'journal' | 'clock' | 'log'>): ((hook: string, what: string) => void) => {
  let told = new Set<string>();
  let hour = -1;
  return (hook, what) => {
    const now = Math.floor(clock.monotonicMs() / hourMs);
    if (now !== hour) told = new Set();
    hour = now;
    const kind = `${hook} ${what}`;
    if (told.has(kind) || told.size >= most) return;
    told.add(kind);
    try {
      journal.append({
        type: 'desk.blocked',
        enrollment: null,
        step: null,
        actor: 'station',
        subject: null,
        data: { hook, what },
      });
    } catch (error) {
      log.warn('blocked-not-written', { error: String(error) });
    }
  };
};
