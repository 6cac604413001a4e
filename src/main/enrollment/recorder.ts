import type { EntryBody, Journal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { effectsOf, textOf, type EffectNote, type EffectRecord } from './effects.ts';
import { standingAlert } from './left.ts';
import type { EnrollmentClock } from './ports.ts';

/** One line of the record. */
export interface Line {
  readonly type: string;
  readonly step?: string;
  /** Who acted; the station when left out. */
  readonly actor?: string;
  readonly data: EntryBody['data'];
  readonly personal?: Readonly<Record<string, string>>;
}

/** Writes one enrollment's record: durably in the journal and, for undoing, in memory too. */
export interface Recorder {
  /** @throws JournalError when the line is not on disk: what it announces must then not happen */
  readonly append: (line: Line) => void;
  /**
   * For what must happen, or has happened, whether or not it can be written: kept in memory, written if possible.
   *
   * @returns false when it could not be written
   */
  readonly note: (line: Line) => boolean;
  readonly effects: () => readonly EffectRecord[];
  /** Monotonic milliseconds at which this process wrote the effect's intent; null for one of an earlier process. */
  readonly begunAt: (effect: string) => number | null;
  /** What the alert that stands over this enrollment names; empty when none does. */
  readonly alerted: () => readonly string[];
}

/**
 * @param earlier what the journal already tells about the enrollment's effects, when it is recovered
 */
export const createRecorder = (
  ports: {
    readonly journal: Pick<Journal, 'append'>;
    readonly log: Logger;
    readonly clock: Pick<EnrollmentClock, 'monotonicMs'>;
  },
  of: { readonly enrollment: string; readonly subject: string | null },
  earlier: readonly EffectNote[] = [],
): Recorder => {
  const notes: EffectNote[] = [...earlier];
  const begun = new Map<string, number>();
  const keep = ({ type, step, data }: EffectNote): void => {
    notes.push({ type, step, data });
    const effect = textOf(data, 'effect');
    if (type === 'effect.intent' && effect !== null) begun.set(effect, ports.clock.monotonicMs());
  };
  const append = (line: Line): void => {
    const { type, step = null, actor = 'station', data, personal } = line;
    ports.journal.append(
      { type, enrollment: of.enrollment, step, actor, subject: of.subject, data },
      personal,
    );
    keep({ type, step, data });
  };
  const note = (line: Line): boolean => {
    try {
      append(line);
      return true;
    } catch (error) {
      keep({ type: line.type, step: line.step ?? null, data: line.data });
      ports.log.error('not-journaled', {
        enrollment: of.enrollment,
        type: line.type,
        error: error instanceof Error ? error.message : 'unknown',
      });
      return false;
    }
  };
  return {
    append,
    note,
    effects: () => effectsOf(notes),
    begunAt: (effect) => begun.get(effect) ?? null,
    alerted: () => standingAlert(notes),
  };
};
