import { createHash } from 'node:crypto';
import type { OutgoingReader } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { keyOf, otherKeyOf } from './keys.ts';
import { NOTHING, type Mark, type MarkFile } from './mark.ts';
import { PlaceError, type Place } from './port.ts';

/** One place, and how far it got. */
export interface Destination {
  readonly place: Place;
  readonly mark: MarkFile;
}

/** What checkpoints are taken outside with. */
export interface CheckpointParts {
  readonly station: string;
  readonly reader: Pick<OutgoingReader, 'checkpoints' | 'lastEpoch'>;
  readonly destinations: readonly Destination[];
  readonly clock: {
    /** @returns what calls it off */
    readonly after: (ms: number, action: () => void) => () => void;
  };
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Logger;
}

/** How one place stands. */
export interface PlaceStanding {
  readonly place: Place['name'];
  /** Rounds in a row that failed. */
  readonly failures: number;
  /** Whether another history of this station stands there. */
  readonly contradicted: boolean;
}

/** Takes each signed checkpoint to every place, at least once and in order. */
export interface CheckpointOutbox {
  readonly standing: () => readonly PlaceStanding[];
  /** How many checkpoints the place that is furthest behind lacks; of many more than five hundred, some. */
  readonly waiting: () => number;
  /** Puts what there is now. Settles when that is done or has failed; never fails itself. */
  readonly round: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const NEXT_LOOK_MS = 10_000;
const FIRST_WAIT_MS = 10_000;
const MOST_WAIT_MS = 10 * 60_000;

/** Twice as long after each failure, and a part of it at random, so that a fleet does not come back at once. */
const waitAfter = (failures: number, random: number): number =>
  failures === 0
    ? NEXT_LOOK_MS
    : Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures - 1)) * (0.5 + random / 2);

const digestOf = (jws: string): string => createHash('sha256').update(jws, 'utf8').digest('hex');

/** Where to go on. Of a journal that was rewritten or put back everything goes out again, to stand beside the other. */
const startOf = ({ reader }: CheckpointParts, mark: Mark): Mark => {
  if (mark.epoch === 0) return NOTHING;
  const [last] = reader.checkpoints(mark.epoch, { covered: mark.size - 1, upTo: mark.size });
  if (last !== undefined) return digestOf(last.jws) === mark.digest ? mark : NOTHING;
  // An epoch that was pruned, or lost its end, is followed by another; the last one has what it had.
  return mark.epoch < reader.lastEpoch() ? mark : NOTHING;
};

/** What a place lacks, as far as one look at the journal tells. */
const lackedBy = (parts: CheckpointParts, { mark }: Destination): number => {
  const { epoch, size } = startOf(parts, mark.read());
  const last = parts.reader.lastEpoch();
  const covered = epoch === last ? size : 0;
  return last === 0 ? 0 : parts.reader.checkpoints(last, { covered, upTo: Number.MAX_SAFE_INTEGER }).length;
};

interface Turn {
  failures: number;
  contradicted: boolean;
}

const putOne = async (
  { station, log }: CheckpointParts,
  { place }: Destination,
  { epoch, size, jws }: { readonly epoch: number; readonly size: number; readonly jws: string },
): Promise<'fine' | 'contradicted'> => {
  const text = `${jws}\n`;
  const covered = { station, epoch, size };
  if ((await place.put(keyOf(covered), text)) !== 'different') return 'fine';
  log.error('checkpoint-contradicted', { place: place.name, epoch, size });
  await place.put(otherKeyOf(covered, text), text);
  return 'contradicted';
};

const putAll = async (parts: CheckpointParts, destination: Destination, turn: Turn): Promise<void> => {
  const { reader } = parts;
  const { mark } = destination;
  const start = startOf(parts, mark.read());
  const last = reader.lastEpoch();
  for (let epoch = Math.max(1, start.epoch); epoch <= last; epoch += 1) {
    let covered = epoch === start.epoch ? start.size : 0;
    for (;;) {
      const page = reader.checkpoints(epoch, { covered, upTo: Number.MAX_SAFE_INTEGER });
      if (page.length === 0) break;
      for (const { size, jws } of page) {
        if ((await putOne(parts, destination, { epoch, size, jws })) === 'contradicted')
          turn.contradicted = true;
        // After a crash right here it is put once more, which changes nothing.
        mark.write({ epoch, size, digest: digestOf(jws) });
        covered = size;
      }
    }
  }
};

const createTurns = (parts: CheckpointParts) =>
  parts.destinations.map((destination) => {
    const turn: Turn = { failures: 0, contradicted: false };
    const { name } = destination.place;
    let running: Promise<void> = Promise.resolve();
    const once = async (): Promise<void> => {
      try {
        await putAll(parts, destination, turn);
        turn.failures = 0;
      } catch (error) {
        turn.failures += 1;
        const why = error instanceof PlaceError ? error.code : 'failed';
        parts.log.warn('checkpoints-not-outside', { place: name, why, failures: turn.failures });
      }
    };
    return {
      standing: (): PlaceStanding => ({ place: name, ...turn }),
      round: (): Promise<void> => (running = running.then(once)),
      wait: (): number => waitAfter(turn.failures, parts.random()),
    };
  });

/** Creates an outbox that does nothing until it is started. Each place has its own turn: none waits for another. */
export const createCheckpointOutbox = (parts: CheckpointParts): CheckpointOutbox => {
  const turns = createTurns(parts);
  const cancels = new Map<(typeof turns)[number], () => void>();
  let stopped = false;
  const round = async (): Promise<void> => {
    await Promise.all(turns.map((one) => one.round()));
  };
  const keepOn = (one: (typeof turns)[number]): void => {
    void one.round().then(() => {
      if (!stopped)
        cancels.set(
          one,
          parts.clock.after(one.wait(), () => keepOn(one)),
        );
    });
  };
  return {
    standing: () => turns.map((one) => one.standing()),
    waiting: () => Math.max(0, ...parts.destinations.map((one) => lackedBy(parts, one))),
    round,
    start: () => turns.forEach(keepOn),
    stop: async () => {
      stopped = true;
      for (const cancel of cancels.values()) cancel();
      await round();
    },
  };
};
