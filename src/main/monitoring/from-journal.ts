import type { Entry } from '../journal/index.ts';
import type { Gap, JournalMembership, JournalPass, JournalView } from './view.ts';

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

/**
 * Reads what the journals of all stations tell, each in its own order. One walk; memory grows with the enrollments,
 * not with the entries.
 *
 * @param now epoch milliseconds until which an open desk should have written
 */
export const fromJournal = (
  entries: Iterable<Told>,
  { now, silentMinutes }: { readonly now: number; readonly silentMinutes: number },
): JournalView => {
  const runs = new Map<string, Run>();
  const silence = createSilence(silentMinutes * 60_000);
  for (const entry of entries) {
    silence.take(entry);
    const handle = take[entry.type];
    if (entry.enrollment === null || handle === undefined) continue;
    const key = `${entry.station} ${entry.enrollment}`;
    const run = runs.get(key) ?? newRun(entry);
    runs.set(key, run);
    handle(run, entry);
  }
  const all = [...runs.values()];
  return { passes: all.flatMap(passesOf), memberships: all.flatMap(membershipsOf), gaps: silence.end(now) };
};
