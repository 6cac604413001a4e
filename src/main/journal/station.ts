import { existsSync, mkdirSync } from 'node:fs';
import { claimOf, type Claim } from './claim.ts';
import { holdsSomething, openReadOnly } from './database.ts';
import { earlierOf, type Earlier } from './earlier.ts';
import { examination, headOf, isDamage, withPauses } from './examine.ts';
import { lastEarlier, removeFile, replaceFile, setAside, type JournalFiles } from './files.ts';
import {
  afterDamage,
  epochBegun,
  isCredible,
  keptAs,
  planNextEpoch,
  readCopy,
  readNextEpoch,
  type NextEpoch,
} from './next-epoch.ts';
import { JournalError, type Journal, type Signer, type StationJournal } from './port.ts';
import { isSealingAsked, recordPruned, seal } from './sealing.ts';
import { openJournal, type JournalSetup } from './store.ts';

/** What the station's journal is opened with. */
export interface StationJournalSetup extends Pick<JournalSetup, 'station' | 'clock' | 'randomBytes'> {
  readonly files: JournalFiles;
  /** @throws JournalError `station.no-key` */
  readonly openSigner: () => Signer;
  readonly checkpointFailed: (error: unknown) => void;
  /** Told what was found when a journal is set aside. */
  readonly setAside: (next: NextEpoch) => void;
}

/** One epoch that is open for writing. */
interface Open {
  readonly journal: Journal;
  readonly earlier: Earlier;
}

const begins = ({ files }: StationJournalSetup): NextEpoch['cause'] | 'first' | 'goes-on' => {
  if (holdsSomething(files.current)) {
    const connection = openReadOnly(files.current);
    try {
      if (headOf(connection).seq > 0) return 'goes-on';
    } catch {
      // Made, and left before its tables were: as good as empty.
    } finally {
      connection.close();
    }
  }
  return existsSync(files.checkpointCopy) || lastEarlier(files) > 0 ? 'missing' : 'first';
};

/** What the copy of the last checkpoint says. @throws JournalError when it is none of this station's */
const signedFor = ({ files, station }: StationJournalSetup, signer: Signer): Claim | null => {
  const jws = readCopy(files);
  if (jws === null) return null;
  const claim = claimOf(jws);
  if (claim !== null && isCredible(jws, { station, signer, file: files.current })) return claim;
  const cause = new Error('the copy of the last checkpoint is not signed by the station');
  throw new JournalError('station.journal-damaged', cause);
};

/** Examines what is there. @returns what is wrong with it, in words; null when it can be written on */
const examineFile = async (setup: StationJournalSetup, signer: Signer): Promise<string | null> => {
  const { files, station } = setup;
  try {
    const signed = signedFor(setup, signer);
    const earlier = lastEarlier(files);
    if (holdsSomething(files.current)) {
      await withPauses(examination(files.current, { station, signed, earlier }));
    }
    return begins(setup) === 'missing' ? 'it has no entry, and there was a journal before' : null;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return error.cause instanceof Error ? error.cause.message : String(error.cause);
  }
};

const openCurrent = (setup: StationJournalSetup, signer: Signer, epoch: number): Journal =>
  openJournal({
    ...setup,
    file: setup.files.current,
    signer,
    epoch,
    examined: true,
    checkpointMade: (jws) => replaceFile(setup.files.checkpointCopy, `${jws}\n`),
  });

/** Moves the file of the epoch before and begins the next; goes on where a start before stopped. */
const begin = (setup: StationJournalSetup, signer: Signer, next: NextEpoch): void => {
  const { files } = setup;
  const kept = keptAs(files, next);
  if (kept !== null) setAside(files.current, kept);
  const journal = openCurrent(setup, signer, next.previousEpoch + 1);
  try {
    const [first] = journal.read();
    if (first === undefined) journal.append(epochBegun(next));
  } finally {
    journal.close();
  }
  removeFile(files.nextEpoch);
};

const openWhole = (setup: StationJournalSetup, signer: Signer): Open => {
  const journal = openCurrent(setup, signer, 1);
  return { journal, earlier: earlierOf(setup.files, journal, setup.clock.now()) };
};

const closeWhole = ({ earlier, journal }: Open): void => {
  earlier.close();
  journal.close();
};

/**
 * Seals the epoch where somebody asked for it. One with enrollments that stand open, or with damage that nobody has
 * acknowledged, is not sealed: the request stays until the start after they are settled.
 */
const sealIfAsked = (setup: StationJournalSetup, signer: Signer, open: Open): Open => {
  const { files } = setup;
  const settled = open.earlier.openEnrollments().length === 0 && open.earlier.damage() === null;
  if (!isSealingAsked(files) || !settled) return open;
  const next = seal({ files, signer, journal: open.journal });
  if (next === null) return open;
  planNextEpoch(files, next);
  closeWhole(open);
  begin(setup, signer, next);
  removeFile(files.sealRequest);
  return openWhole(setup, signer);
};

const examineAndOpen = async (setup: StationJournalSetup): Promise<Open> => {
  const { files } = setup;
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  const signer = setup.openSigner();
  const unfinished = readNextEpoch(files);
  if (unfinished !== null) begin(setup, signer, unfinished);
  const found = await examineFile(setup, signer);
  if (found !== null) {
    const judged = { files, station: setup.station, signer, now: setup.clock.now(), found };
    const next = afterDamage(judged);
    planNextEpoch(files, next);
    begin(setup, signer, next);
    setup.setAside(next);
  }
  const open = openWhole(setup, signer);
  recordPruned(files, open.journal);
  return sealIfAsked(setup, signer, open);
};

const translated = (error: unknown): JournalError =>
  error instanceof JournalError ? error : new JournalError('station.journal-unwritable', error);

const acknowledgedBy = (
  { journal, earlier }: Open,
  { supervisor, reason }: Parameters<StationJournal['acknowledge']>[0],
): void => {
  const damage = earlier.damage();
  if (damage === null) return;
  const { epoch, file, sha256 } = damage;
  const data = { epoch, file, sha256, reason };
  const about = { enrollment: null, step: null, subject: null };
  journal.append({ type: 'journal.acknowledged', ...about, actor: supervisor, data });
};

/** Opens once, whoever asks; after a failure, again. */
const createOpening = (setup: StationJournalSetup) => {
  let open: Open | null = null;
  let opening: Promise<Open> | null = null;
  const examine = async (): Promise<void> => {
    if (open !== null) return;
    opening ??= examineAndOpen(setup).finally(() => {
      opening = null;
    });
    try {
      open = await opening;
    } catch (error) {
      throw translated(error);
    }
  };
  const close = (): void => {
    if (open !== null) closeWhole(open);
    open = null;
  };
  return { examine, close, get: () => open };
};

/**
 * The station's journal over all its epochs. It is opened by `examine`; until then there is nothing in it and nothing
 * can be appended.
 */
export const createStationJournal = (setup: StationJournalSetup): StationJournal => {
  const { examine, close, get } = createOpening(setup);
  const opened = (): Open => {
    const open = get();
    if (open === null) throw new JournalError('station.journal-unwritable', new Error('not examined yet'));
    return open;
  };
  return {
    examine,
    close,
    append: (body, personal) => opened().journal.append(body, personal),
    read: (from) => get()?.journal.read(from) ?? [],
    ofEnrollment: (id) => get()?.earlier.ofEnrollment(id) ?? [],
    ofType: (type, filter) => get()?.earlier.ofType(type, filter) ?? [],
    openEnrollments: () => get()?.earlier.openEnrollments() ?? [],
    missingUntil: () => get()?.earlier.missingUntil() ?? null,
    verify: () => opened().journal.verify(),
    checkpoint: () => get()?.journal.checkpoint(),
    damage: () => get()?.earlier.damage() ?? null,
    operators: () => get()?.earlier.operators() ?? new Set(),
    acknowledge: (by) => acknowledgedBy(opened(), by),
  };
};
