import type { PublicKey } from '../checkpoint.ts';
import type { Ended } from '../epoch.ts';
import { exportIn } from '../export.ts';
import { linesIn } from '../lines.ts';
import type { Report } from '../report.ts';
import { verifyJournal } from '../verify.ts';
import { isObject } from '../canonical.ts';
import type { Archive } from './archive.ts';
import type { Extracts } from './extracts.ts';
import type { NamedFile } from './manifest.ts';
import { observed, type Observed } from './observe.ts';
import { personalRows } from './openings.ts';
import type { Reconciling } from './passes.ts';
import type { CheckedJournal, Notes } from './report.ts';

/** What the journals of a pack tell. */
export interface JournalsTold {
  readonly journals: readonly CheckedJournal[];
  /** Names of the keys that each station's journals name. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Asked {
  readonly archive: Archive;
  readonly files: readonly NamedFile[];
  /** Public keys from elsewhere. */
  readonly keys: readonly PublicKey[];
  readonly extracts: Extracts;
  /** Null where there is no log to hold them against. */
  readonly reconciling: Reconciling | null;
  readonly notes: Notes;
}

const passTypes: ReadonlySet<string> = new Set(['effect.intent', 'effect.outcome']);

/** A sealed epoch ends where the next begins; of any other end nothing can be held against the next. */
const endOf = (before: Report | undefined): Ended | null =>
  before?.sealed === true
    ? { station: before.station, epoch: before.epoch, entries: before.entries, named: before.head }
    : null;

const checkOne = (
  asked: Asked,
  file: NamedFile,
  of: { take: (entry: Observed) => void; after: Ended | null },
): Report => {
  const { archive, files, keys, extracts } = asked;
  const source = exportIn(() => linesIn(archive.pieces(file.name)));
  const personal = files.find(({ kind, of: whose }) => kind === 'personal' && whose === file.name);
  const wants = (type: string): boolean =>
    passTypes.has(type) || type === 'station.key' || extracts.wants(type);
  return verifyJournal(
    {
      ...source,
      entries: observed(source.entries, wants, of.take),
      personal: personal === undefined ? [] : personalRows(archive, personal.name),
    },
    { station: null, keys, kept: [], after: of.after },
  );
};

const tell = (file: string, report: Report, notes: Notes): CheckedJournal => {
  for (const { entry, code, what } of report.findings) {
    // A clock that went back is told by the journal itself; it is no fault of the pack.
    if (code === 'time') notes.skip(`${file}: at entry ${entry ?? 0} ${what}`);
    else
      notes.find(file, 'journal', `${entry === null ? 'as a whole' : `entry ${entry}`}: ${what} (${code})`);
  }
  const { station, epoch, entries, checkpoints, uncovered } = report;
  return {
    file,
    station,
    epoch,
    entries,
    checkpoints,
    uncovered,
    ok: report.findings.every(({ code }) => code === 'time'),
  };
};

/** Verifies every journal of a pack, one after the other, each epoch after the one before. */
export const checkJournals = (asked: Asked): JournalsTold => {
  const keys = new Map<string, Set<string>>();
  const before = new Map<string, Report>();
  const journals: CheckedJournal[] = [];
  const take = (entry: Observed): void => {
    const { type, value } = entry;
    if (passTypes.has(type)) asked.reconciling?.takeEntry(value);
    if (type === 'station.key' && isObject(value['data'])) {
      const station = String(value['station']);
      keys.set(station, (keys.get(station) ?? new Set()).add(String(value['data']['kid'])));
    }
    asked.extracts.take(entry);
  };
  for (const file of asked.files.filter(({ kind }) => kind === 'journal')) {
    const station = /^journals\/(.+)-\d+\.jsonl$/.exec(file.name)?.[1] ?? '';
    const report = checkOne(asked, file, { take, after: endOf(before.get(station)) });
    before.set(station, report);
    journals.push(tell(file.name, report, asked.notes));
  }
  asked.extracts.end();
  return { journals, keys };
};
