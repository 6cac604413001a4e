import { takeApart } from './checkpoint.ts';
import { checkCheckpoints } from './covering.ts';
import {
  entryProblem,
  hashOf,
  isCommitted,
  readEntry,
  type Entry,
  type HashedRow,
  type Place,
} from './entry.ts';
import { isKeyOf, takeEpoch, takeKey } from './epoch.ts';
import { createFindings, type EntryRow, type Report } from './report.ts';
import { createCursor, note, type Expectations, type ExportFrame, type Source, type Walk } from './walk.ts';

const GENESIS = '0'.repeat(64);

const startWalk = (source: Source, expected: Expectations): Walk => ({
  findings: createFindings(),
  expected,
  personal: createCursor(source.personal),
  checkpoints: createCursor(source.checkpoints),
  kept: createCursor(
    expected.kept
      .map((jws) => ({ jws, seq: takeApart(jws)?.claim.size ?? 0 }))
      .sort((one, other) => one.seq - other.seq),
  ),
  place: { seq: 1, prev: [GENESIS], station: expected.station, epoch: null },
  tip: null,
  ended: false,
  since: null,
  latest: '',
  key: null,
  keyBefore: null,
  trusted: new Set(expected.keys.map(({ kid }) => kid)),
  begun: null,
  sealed: false,
  entries: 0,
  allCheckpoints: 0,
  goodCheckpoints: 0,
  covered: 0,
});

const checkPersonal = (walk: Walk, upTo: number, entry: Entry | null): void => {
  for (const row of walk.personal(upTo)) {
    if (isCommitted(row, row.seq === upTo ? entry : null)) continue;
    note(walk, row.seq, ['personal', `the value "${row.name}" is not the one committed to`]);
  }
};

/** What a right entry tells the rest of the walk: the time, and perhaps a key. */
const takeIn = (walk: Walk, entry: Entry): void => {
  if (entry.at < walk.latest) {
    note(walk, entry.seq, ['time', `the clock went back, from ${walk.latest} to ${entry.at}`]);
  } else {
    walk.latest = entry.at;
  }
  walk.since = entry.at;
  takeEpoch(walk, entry);
  if (entry.type === 'station.key') takeKey(walk, entry);
};

const checkGap = (walk: Walk, seq: number): void => {
  if (seq <= walk.place.seq) return;
  note(walk, walk.place.seq, ['missing', `entries ${walk.place.seq} to ${seq - 1} are missing`]);
  checkCheckpoints(walk, seq - 1);
  walk.place = { ...walk.place, prev: null };
};

/** Where the next entry belongs. Whose journal and which epoch it is, the first right entry says. */
const placeAfter = ({ seq, station, epoch }: Place, row: HashedRow, right: Entry | null): Place => ({
  seq: Math.max(row.seq + 1, seq),
  // A changed entry is told once: the next may follow what is here or what the row says was here.
  prev: row.hash === row.computed ? [row.hash] : [row.hash, row.computed],
  station: station ?? right?.station ?? null,
  epoch: epoch ?? right?.epoch ?? null,
});

const checkEntry = (walk: Walk, { seq, hash, bytes }: EntryRow): void => {
  const entry = readEntry(bytes);
  walk.entries += 1;
  checkGap(walk, seq);
  const row = { seq, hash, computed: hashOf(bytes) };
  const problem = entryProblem(row, entry, walk.place);
  if (problem !== null) note(walk, seq, problem);
  const right = problem === null ? entry : null;
  walk.place = placeAfter(walk.place, row, right);
  walk.tip = { seq, hash, epoch: entry?.epoch ?? 0 };
  if (right !== null) takeIn(walk, right);
  checkPersonal(walk, seq, entry);
  checkCheckpoints(walk, seq);
};

const checkEnd = (walk: Walk): void => {
  walk.ended = true;
  checkPersonal(walk, Number.MAX_SAFE_INTEGER, null);
  checkCheckpoints(walk, Number.MAX_SAFE_INTEGER);
  if (walk.expected.keys.length > 0 && walk.entries > 0 && walk.goodCheckpoints === 0) {
    note(walk, null, ['unsigned', 'there is no good checkpoint by the given key']);
  }
};

/** Holds what an export says of itself against what is in it. */
const checkFrame = (walk: Walk, { header, end }: ExportFrame): void => {
  if (header.station !== walk.place.station)
    note(walk, null, ['station', 'its beginning names another station']);
  if (header.epoch !== walk.place.epoch) note(walk, null, ['epoch', 'its beginning names another epoch']);
  if (!isKeyOf(header.key, walk.key)) note(walk, null, ['key', 'its beginning names another key']);
  const last = end();
  const whole =
    last?.entries === walk.entries &&
    last.checkpoints === walk.allCheckpoints &&
    last.head === (walk.tip?.hash ?? null);
  if (!whole) note(walk, null, ['cut', 'its end is missing or says something else than what is in it']);
};

const trustOf = ({ goodCheckpoints, expected }: Walk): Report['trust'] => {
  if (goodCheckpoints === 0) return 'no-checkpoint';
  return expected.keys.length > 0 ? 'given-key' : 'key-in-journal';
};

/**
 * Verifies a journal from its first entry to its last and says everything that is not right. Rows are looked at
 * one by one, so memory stays flat.
 */
export const verifyJournal = (source: Source, expected: Expectations): Report => {
  const walk = startWalk(source, expected);
  for (const what of source.schema ?? []) note(walk, null, ['schema', what]);
  try {
    for (const row of source.entries) checkEntry(walk, row);
    checkEnd(walk);
    if (source.frame !== undefined) checkFrame(walk, source.frame);
  } catch (error) {
    // A damaged page of the database: what was read until there still counts.
    note(walk, null, ['file', `the file cannot be read on: ${String(error)}`]);
  }
  const { findings, findingsInAll } = walk.findings.all();
  return {
    ok: findingsInAll === 0,
    station: walk.place.station,
    epoch: walk.place.epoch,
    begun: walk.begun,
    sealed: walk.sealed,
    entries: walk.entries,
    head: walk.tip?.hash ?? null,
    checkpoints: walk.goodCheckpoints,
    uncovered: Math.max(0, (walk.tip?.seq ?? 0) - walk.covered),
    trust: trustOf(walk),
    findings,
    findingsInAll,
  };
};
