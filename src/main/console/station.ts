import type { ConsoleViewOf } from '../../shared/index.ts';
import type { Outbox } from '../alerts/index.ts';
import type { StationJournal } from '../journal/index.ts';
import { createTally } from '../reporting/index.ts';
import { alertsView } from './alerts-view.ts';
import { fleetView, type FleetRead } from './fleet-view.ts';
import { chartsView } from './charts-view.ts';
import { writeExport } from './export.ts';
import type { Answered, ConsoleData, LastLook, Looking } from './port.ts';
import { createDue, hadPartIn, reviewsOf, type Rounds } from './reviews-view.ts';
import { entryRowOf, enrollmentRowOf, factsOf, recordEntryOf, type RecordNumberOf } from './rows.ts';
import { findBackwards, lastSeq, scan, seqSince } from './scan.ts';

const DAY_MS = 86_400_000;
/** A quarter and a week: thirteen bars that are whole, and the one that is being lived. */
const CHART_DAYS = 98;
/** Entries on one page of the journal. */
const PAGE = 8;

/** What a station's console is made from. */
export interface StationConsole {
  readonly journal: Pick<StationJournal, 'append' | 'read' | 'ofType' | 'ofEnrollment'>;
  /** The journal's own file as lines of an export. */
  readonly exportLines: () => Iterable<string>;
  readonly exportFolder: string;
  readonly outbox: Outbox;
  readonly lastLook: () => LastLook;
  readonly look: () => Promise<void>;
  /** When the weekly review and the export were done last. */
  readonly rounds: () => Omit<Rounds, 'now'>;
  readonly recordNumberOf: RecordNumberOf;
  /** The legal hold that stands; null for none. */
  readonly hold: ConsoleViewOf<'today'>['hold'];
  readonly timeZone: string;
  /** Reads all stations; null where this console shows its own alone. */
  readonly readFleet: (() => Promise<FleetRead>) | null;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const createReviews = (station: StationConsole): Pick<ConsoleData, 'reviews' | 'review'> => {
  const due = createDue();
  let next = 1;
  const update = (): Promise<void> =>
    scan(station.journal, next, (stored) => {
      due.take(stored);
      next = stored.entry.seq + 1;
    });
  return {
    reviews: async (by) => {
      await update();
      const known = { ...station.rounds(), now: station.now(), recordNumberOf: station.recordNumberOf };
      return { of: 'reviews', due: [...reviewsOf(due.all(), by, known)] };
    },
    review: async ({ enrollment, outcome }, by) => {
      await update();
      const one = due.get(enrollment);
      if (one === null) return 'gone';
      if (hadPartIn(one, by)) return 'takes-part';
      const about = { enrollment, step: null, actor: by.id, subject: one.entry.subject };
      due.take(
        station.journal.append({ type: 'review.done', ...about, data: { because: 'privileged', outcome } }),
      );
      return 'done';
    },
  };
};

const createAcknowledge =
  ({ outbox, now }: StationConsole): ConsoleData['acknowledge'] =>
  ({ id, reason }, by): Promise<Answered> => {
    const stored = outbox.find(id);
    if (stored?.end !== null) return Promise.resolve('gone');
    const [row] = alertsView([stored], by, { at: null, trouble: null }).alerts;
    if (row?.objection !== null) return Promise.resolve('takes-part');
    const done = outbox.acknowledge(id, { by: by.id, reason, remark: null, at: now() });
    return Promise.resolve(done ? 'done' : 'gone');
  };

const createJournalView = (station: StationConsole) => {
  let exported: ConsoleViewOf<'journal'>['exported'] = null;
  const journal: ConsoleData['journal'] = async ({ text, before }) => {
    const wanted = text.toLowerCase();
    const { found, before: further } = await findBackwards(station.journal, {
      before: before ?? lastSeq(station.journal) + 1,
      wanted: PAGE,
      is: ({ entry }) => {
        if (wanted === '') return true;
        const { type, actor, subject, enrollment, data, at } = entry;
        const number = enrollment === null ? '' : station.recordNumberOf(enrollment);
        const words = [
          at,
          type,
          actor,
          subject ?? '',
          enrollment ?? '',
          number,
          ...factsOf(data).map(({ value }) => value),
        ];
        return words.some((word) => word.toLowerCase().includes(wanted));
      },
    });
    const entries = found.map((one) => entryRowOf(one, station.recordNumberOf));
    return { of: 'journal', text, entries, before: further, exported };
  };
  const exportJournal: ConsoleData['exportJournal'] = async () => {
    const stamp = new Date(station.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const to = { folder: station.exportFolder, name: `journal-${stamp}` };
    exported = await writeExport(station.exportLines(), to);
    return exported;
  };
  return { journal, exportJournal };
};

const createCharts =
  ({ journal, timeZone, now }: StationConsole): ConsoleData['charts'] =>
  async () => {
    const until = now();
    const span = { from: until - CHART_DAYS * DAY_MS, until: until + 1 };
    const tally = createTally({ ...span, timeZone });
    const first = seqSince(journal, new Date(span.from).toISOString());
    await scan(journal, first, ({ entry }) => tally.take(entry));
    return chartsView(tally.end(), { from: span.from, until });
  };

const createFleet = ({ readFleet, now }: StationConsole): ConsoleData['fleet'] =>
  readFleet === null ? null : async (site) => fleetView(await readFleet(), site, now());

/** The console of one station, from its own journal and its own outbox. */
export const createStationConsole = (station: StationConsole): ConsoleData => {
  const { journal, outbox, recordNumberOf, lastLook } = station;
  return {
    today: () => {
      const since = new Date(station.now() - DAY_MS).toISOString();
      const begun = journal.ofType('enrollment.begun', { since });
      const rows = begun.flatMap(({ entry }) => {
        const row = enrollmentRowOf(journal.ofEnrollment(entry.enrollment ?? ''), recordNumberOf);
        return row ?? [];
      });
      return Promise.resolve({ of: 'today', enrollments: rows.reverse(), hold: station.hold });
    },
    alerts: (by: Looking) => Promise.resolve(alertsView(outbox.list('standing'), by, lastLook())),
    ...createReviews(station),
    charts: createCharts(station),
    ...createJournalView(station),
    record: (enrollment) => {
      const entries = journal.ofEnrollment(enrollment);
      if (entries.length === 0) return Promise.resolve(null);
      const rows = entries.map((one) => recordEntryOf(one, recordNumberOf));
      return Promise.resolve({
        of: 'record',
        enrollment,
        recordNumber: recordNumberOf(enrollment),
        entries: rows,
      });
    },
    fleet: createFleet(station),
    acknowledge: createAcknowledge(station),
    look: station.look,
  };
};
