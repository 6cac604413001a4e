import type { Entry } from '../journal/index.ts';
import { createOpen } from './open.ts';
import { again, keyOf, neighbours, type MakeRows } from './rows.ts';
import type { Gap, JournalMembership, JournalPass } from './view.ts';

/** What an entry must have to be looked at here. */
export type Told = Pick<
  Entry,
  'station' | 'at' | 'type' | 'enrollment' | 'step' | 'actor' | 'subject' | 'data'
>;

interface Effect {
  readonly step: string;
  readonly at: number;
  data: Told['data'];
  result: 'open' | 'ok' | 'failed' | 'unknown';
}

/** One enrollment while its entries go by. */
interface Run {
  readonly station: string;
  readonly enrollment: string;
  operator: string;
  person: string;
  path: JournalPass['path'];
  way: string | null;
  ending: JournalPass['ending'];
  endedAt: number | null;
  readonly effects: Map<string, Effect>;
  /** When what an effect did was taken back, by the effect's id. */
  readonly undone: Map<string, number>;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const timeOf = ({ at }: Pick<Told, 'at'>): number => Date.parse(at);

const endings = ['done', 'refused', 'stopped'] as const;
const results = ['ok', 'failed', 'unknown'] as const;

const takeEffect = (run: Run, entry: Told): void => {
  const id = text(entry.data['effect']);
  if (id === null || entry.step === null) return;
  const at = typeof entry.data['at'] === 'number' ? entry.data['at'] : timeOf(entry);
  const known = run.effects.get(id) ?? { step: entry.step, at, data: {}, result: 'open' as const };
  known.data = { ...known.data, ...entry.data };
  if (entry.type === 'effect.outcome') {
    known.result = results.find((one) => one === entry.data['result']) ?? known.result;
  }
  run.effects.set(id, known);
  const undoes = text(known.data['undoes']);
  if (known.result === 'ok' && undoes !== null) run.undone.set(undoes, timeOf(entry));
};

const take: Readonly<Record<string, (run: Run, entry: Told) => void>> = {
  'enrollment.begun': (run, { actor, subject }) => {
    run.operator = actor;
    run.person = subject ?? '';
  },
  decision: (run, { data }) => {
    run.path = data['path'] === 'privileged' ? 'privileged' : 'standard';
  },
  way: (run, { data }) => {
    run.way = text(data['way']);
  },
  'effect.intent': takeEffect,
  'effect.outcome': takeEffect,
  'pass.over': (run, entry) => void run.undone.set(text(entry.data['effect']) ?? '', timeOf(entry)),
  'enrollment.ended': (run, entry) => {
    run.ending = endings.find((one) => one === entry.data['ending']) ?? null;
    run.endedAt = timeOf(entry);
  },
};

const newRun = ({ station, enrollment, subject }: Told): Run => ({
  station,
  enrollment: enrollment ?? '',
  operator: 'station',
  person: subject ?? '',
  path: null,
  way: null,
  ending: null,
  endedAt: null,
  effects: new Map(),
  undone: new Map(),
});

const minutes = (value: unknown): number => (typeof value === 'number' ? value : 0);

const passesOf = (run: Run): readonly JournalPass[] =>
  [...run.effects].flatMap(([id, { step, at, data, result }]) =>
    step !== 'issue' || result === 'failed'
      ? []
      : [
          {
            station: run.station,
            enrollment: run.enrollment,
            passId: text(data['passId']),
            at,
            person: run.person,
            operator: run.operator,
            path: run.path,
            way: run.way,
            lifetimeMinutes: minutes(data['grantedMinutes'] ?? data['lifetimeMinutes']),
            sure: result === 'ok',
            revokedAt: run.undone.get(id) ?? null,
            ending: run.ending,
            endedAt: run.endedAt,
          },
        ],
  );

const membershipsOf = (run: Run): readonly JournalMembership[] =>
  [...run.effects].flatMap(([id, { step, at, data, result }]) =>
    step !== 'admit' || result !== 'ok' || data['added'] === false
      ? []
      : [
          {
            station: run.station,
            person: run.person,
            groupId: text(data['groupId']) ?? '',
            at,
            leftAt: run.undone.get(id) ?? null,
          },
        ],
  );

/** Whether and since when each desk is open, and where it was silent too long. */
const createSilence = (silentMs: number) => {
  const last = new Map<string, number>();
  const gaps: Gap[] = [];
  return {
    gaps,
    take: (entry: Told): void => {
      const [at, before] = [timeOf(entry), last.get(entry.station)];
      if (before !== undefined && at - before > silentMs) {
        gaps.push({ station: entry.station, from: before, until: at });
      }
      if (entry.type === 'desk.closed') last.delete(entry.station);
      else if (entry.type === 'desk.opened' || before !== undefined) last.set(entry.station, at);
    },
    /** Desks that are open still and have written nothing for too long. */
    end: (now: number): readonly Gap[] => [
      ...gaps,
      ...[...last].flatMap(([station, from]) =>
        now - from > silentMs ? [{ station, from, until: now }] : [],
      ),
    ],
  };
};

/** What one enrollment did in the tenant. */
interface RunTold {
  readonly passes: readonly JournalPass[];
  readonly memberships: readonly JournalMembership[];
}

/** What the journals of the stations tell, all stations together. */
export interface JournalTold {
  /** In the order of the enrollments. */
  readonly runs: Iterable<RunTold>;
  readonly gaps: readonly Gap[];
}

/** Some entries of one enrollment, in their order. */
interface Piece {
  readonly key: string;
  readonly entries: Told[];
}

/** So many enrollments are followed at once; far more than are open at any moment. */
const MOST_OPEN = 1_000;

/**
 * Puts entries of one enrollment together. It is put away once it has ended; what comes later follows as a further
 * piece, so that memory holds what is open and no more.
 */
const createPieces = (rows: MakeRows) => {
  const [put, open] = [rows<Piece>(), createOpen<Piece>()];
  const putAway = (piece: Piece): void => {
    put.put(piece.key, piece);
    open.delete(piece.key);
  };
  return {
    take: ({ station, at, type, enrollment, step, actor, subject, data }: Told): void => {
      if (enrollment === null || take[type] === undefined) return;
      const key = keyOf(station, enrollment);
      const piece = open.get(key) ?? { key, entries: [] };
      piece.entries.push({ station, at, type, enrollment, step, actor, subject, data });
      open.set(key, piece);
      if (type === 'enrollment.ended') putAway(piece);
      const [oldest] = open.size() > MOST_OPEN ? open.values() : [];
      if (oldest !== undefined) putAway(oldest);
    },
    end: (): Iterable<Piece> => {
      for (const piece of open.values()) putAway(piece);
      return again(() => put.inOrder());
    },
  };
};

function* runsIn(pieces: Iterable<Piece>): Generator<RunTold> {
  for (const all of neighbours(pieces, ({ key }) => key)) {
    let run: Run | null = null;
    for (const { entries } of all) {
      for (const entry of entries) {
        run ??= newRun(entry);
        take[entry.type]?.(run, entry);
      }
    }
    if (run !== null) yield { passes: passesOf(run), memberships: membershipsOf(run) };
  }
}

/**
 * Reads what the journals of all stations tell, each in its own order. One walk; what is put away lies where `rows`
 * puts it.
 *
 * @param now epoch milliseconds until which an open desk should have written
 */
export const fromJournal = (
  entries: Iterable<Told>,
  of: { readonly now: number; readonly silentMinutes: number; readonly rows: MakeRows },
): JournalTold => {
  const silence = createSilence(of.silentMinutes * 60_000);
  const pieces = createPieces(of.rows);
  for (const entry of entries) {
    silence.take(entry);
    pieces.take(entry);
  }
  const all = pieces.end();
  return {
    runs: again(() => runsIn(all)),
    gaps: silence.end(of.now),
  };
};
