import { createOpen, type Told } from '../monitoring/index.ts';
import { wallTime } from '../policy/index.ts';
import type { JournalFigures, ScenarioFigures, WeekFigures } from './figures.ts';
import { newRun, takes, timeOf, type Run, type Seen } from './run.ts';
import { createCounter, createSpreading, type Counter, type Spreading } from './spread.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Which time is counted, and by which clock its weeks are told. Times are epoch milliseconds. */
export interface TallyOf {
  readonly from: number;
  /** The first moment that does not belong to it any more. */
  readonly until: number;
  readonly timeZone: string;
}

/** Counts what the journals tell, entry by entry, each station's in its own order. */
export interface Tally {
  readonly take: (entry: Told) => void;
  /** What was counted, with what is still open; nothing is taken after it. */
  readonly end: () => JournalFigures;
}

interface ScenarioSums {
  enrollments: number;
  readonly endings: Counter;
  readonly minutes: Spreading;
}

/** Everything that is counted; it does not grow with the entries, only with the people. */
const createSums = () => {
  const codes = {
    ...{ effects: createCounter(), retests: createCounter(), methods: createCounter() },
    ...{ registered: createCounter(), proofs: createCounter() },
  };
  const approvals = { asked: 0, given: 0, refused: 0, withdrawn: 0, expired: 0, voided: 0, turnedAway: 0 };
  const answerMinutes = createSpreading();
  const seen: Seen = {
    code: (list, code) => codes[list].add(code),
    approval: (what) => void (approvals[what] += 1),
    answerMinutes: (minutes) => answerMinutes.add(minutes),
  };
  return {
    ...{ codes, approvals, answerMinutes, seen },
    stations: new Set<string>(),
    people: new Set<string>(),
    operators: new Set<string>(),
    endings: createCounter(),
    stopped: createCounter(),
    refusals: createCounter(),
    badges: createCounter(),
    alerts: createCounter(),
    postureFindings: createCounter(),
    scenarios: new Map<string, ScenarioSums>(),
    weeks: new Map<string, { enrollments: number; passes: number; done: number }>(),
    deskMinutes: createSpreading(),
    toRevokedSeconds: createSpreading(),
    passMinutes: createSpreading(),
    counts: {
      ...{ enrollments: 0, passes: 0, privilegedPasses: 0, withoutEnd: 0, operatorPins: 0 },
      ...{ alertsCleared: 0, reviewsDue: 0, postureRuns: 0, postureWithFindings: 0 },
    },
  };
};
type Sums = ReturnType<typeof createSums>;

/** The Monday of the week that a moment lies in, by the site's clock. */
const mondayOf = (at: number, timeZone: string): string => {
  const day = Date.parse(`${wallTime(at, timeZone).date}T00:00:00Z`);
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return new Date(day - sinceMonday * DAY_MS).toISOString().slice(0, 10);
};

const scenarioOf = (sums: Sums, name: string): ScenarioSums => {
  const found = sums.scenarios.get(name) ?? {
    enrollments: 0,
    endings: createCounter(),
    minutes: createSpreading(),
  };
  sums.scenarios.set(name, found);
  return found;
};

const foldPasses = (sums: Sums, run: Run): void => {
  for (const { at, goneAt } of run.passes.values()) {
    sums.counts.passes += 1;
    sums.counts.privilegedPasses += Number(run.privileged);
    if (goneAt === null) sums.counts.withoutEnd += 1;
    else sums.passMinutes.add((goneAt - at) / MINUTE_MS);
  }
  const last = [...run.passes.values()].at(-1)?.goneAt ?? null;
  if (run.foundAt !== null && last !== null && last >= run.foundAt) {
    sums.toRevokedSeconds.add((last - run.foundAt) / 1_000);
  }
};

const foldEnding = (sums: Sums, run: Run): void => {
  const scenario = scenarioOf(sums, run.scenario ?? 'none');
  scenario.enrollments += 1;
  if (run.ending === null) return;
  sums.endings.add(run.ending);
  scenario.endings.add(run.ending);
  if (run.ending === 'stopped') sums.stopped.add(run.why ?? 'unknown');
  if (run.ending === 'refused') for (const code of run.refuses) sums.refusals.add(code);
  if (run.ending === 'done' && run.durationMs !== null) {
    sums.deskMinutes.add(run.durationMs / MINUTE_MS);
    scenario.minutes.add(run.durationMs / MINUTE_MS);
  }
};

/** Counts an enrollment that is over, or what is known of one that is not. */
const fold = (sums: Sums, run: Run, timeZone: string): void => {
  sums.counts.enrollments += 1;
  sums.people.add(run.person);
  sums.operators.add(run.operator);
  foldPasses(sums, run);
  foldEnding(sums, run);
  const monday = mondayOf(run.begunAt, timeZone);
  const week = sums.weeks.get(monday) ?? { enrollments: 0, passes: 0, done: 0 };
  week.enrollments += 1;
  week.passes += run.passes.size;
  week.done += Number(run.ending === 'done');
  sums.weeks.set(monday, week);
};

const word = (value: unknown): string => (typeof value === 'string' ? value : 'unknown');
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Entries that are no part of an enrollment, or count by themselves. */
const byThemselves: Readonly<Record<string, (sums: Sums, entry: Told) => void>> = {
  'badge.refused': (sums, { data }) => sums.badges.add(word(data['code'])),
  'operator.pin-wrong': (sums) => void (sums.counts.operatorPins += 1),
  'alert.raised': (sums, { data }) => sums.alerts.add(word(data['alert'] ?? data['code'])),
  'alert.cleared': (sums) => void (sums.counts.alertsCleared += 1),
  // It follows the ending, by up to a day.
  'retest.proof': (sums, { data }) => sums.codes.proofs.add(`log-${word(data['signInLog'])}`),
  'review.due': (sums) => void (sums.counts.reviewsDue += 1),
  'posture.checked': (sums, { data }) => {
    const found = [...texts(data['notFine']), ...texts(data['unknown'])];
    sums.counts.postureRuns += 1;
    sums.counts.postureWithFindings += Number(found.length > 0);
    for (const id of found) sums.postureFindings.add(id);
  },
};

const scenarioFigures = ([scenario, sums]: [string, ScenarioSums]): ScenarioFigures => {
  const ended = new Map(sums.endings.counts().map(({ code, count }) => [code, count]));
  return {
    scenario,
    enrollments: sums.enrollments,
    done: ended.get('done') ?? 0,
    refused: ended.get('refused') ?? 0,
    stopped: ended.get('stopped') ?? 0,
    deskMinutes: sums.minutes.end(),
  };
};

const weeksIn = (sums: Sums): readonly WeekFigures[] =>
  [...sums.weeks]
    .map(([week, one]) => ({ week, ...one }))
    .sort((one, other) => (one.week < other.week ? -1 : 1));

const volumeIn = (sums: Sums, standing: readonly Run[]): JournalFigures['volume'] => {
  const ended = new Map(sums.endings.counts().map(({ code, count }) => [code, count]));
  const { enrollments, passes, privilegedPasses } = sums.counts;
  return {
    ...{ enrollments, passes, privilegedPasses },
    done: ended.get('done') ?? 0,
    refused: ended.get('refused') ?? 0,
    stopped: ended.get('stopped') ?? 0,
    open: standing.filter(({ ending }) => ending === null).length,
    unresolved: standing.filter(({ unresolved }) => unresolved).length,
    people: sums.people.size,
    operators: sums.operators.size,
    weeks: [...weeksIn(sums)],
  };
};

const figuresOf = (sums: Sums, standing: readonly Run[]): JournalFigures => {
  const { counts, codes } = sums;
  return {
    stations: [...sums.stations].sort(),
    volume: volumeIn(sums, standing),
    scenarios: [...sums.scenarios]
      .map(scenarioFigures)
      .sort((one, other) => other.enrollments - one.enrollments),
    deskMinutes: sums.deskMinutes.end(),
    stopped: sums.stopped.counts(),
    refusals: sums.refusals.counts(),
    failures: {
      badges: sums.badges.counts(),
      effects: codes.effects.counts(),
      retests: codes.retests.counts(),
      methods: codes.methods.counts(),
      operatorPins: counts.operatorPins,
    },
    approvals: { ...sums.approvals, answerMinutes: sums.answerMinutes.end() },
    methods: codes.registered.counts(),
    proofs: codes.proofs.counts(),
    revocation: {
      registeredToRevokedSeconds: sums.toRevokedSeconds.end(),
      passMinutes: sums.passMinutes.end(),
      withoutEnd: counts.withoutEnd,
    },
    posture: {
      runs: counts.postureRuns,
      withFindings: counts.postureWithFindings,
      findings: sums.postureFindings.counts(),
    },
    alerts: { raised: sums.alerts.counts(), cleared: counts.alertsCleared, reviewsDue: counts.reviewsDue },
  };
};

/**
 * Counts enrollments that began within a time, to wherever they went, and what else happened in it. Pure but for what
 * it holds.
 */
export const createTally = ({ from, until, timeZone }: TallyOf): Tally => {
  const sums = createSums();
  const running = createOpen<Run>();
  const isWithin = (at: number): boolean => at >= from && at < until;

  const takeByItself = (entry: Told): void => {
    const count = byThemselves[entry.type];
    if (!isWithin(timeOf(entry))) return;
    sums.stations.add(entry.station);
    count?.(sums, entry);
  };
  const takeOfEnrollment = (entry: Told, enrollment: string): void => {
    const key = `${entry.station} ${enrollment}`;
    if (entry.type === 'enrollment.begun') {
      if (isWithin(timeOf(entry))) running.set(key, newRun(entry));
      return;
    }
    const run = running.get(key);
    if (run === undefined) return;
    takes[entry.type]?.(run, entry, sums.seen);
    if (entry.type !== 'enrollment.ended') return;
    fold(sums, run, timeZone);
    running.delete(key);
  };

  return {
    take: (entry) => {
      takeByItself(entry);
      if (entry.enrollment !== null) takeOfEnrollment(entry, entry.enrollment);
    },
    end: () => {
      const standing = [...running.values()];
      for (const run of standing) fold(sums, run, timeZone);
      return figuresOf(sums, standing);
    },
  };
};

/** Counts all that some journals tell of a time. */
export const tallyOf = (entries: Iterable<Told>, of: TallyOf): JournalFigures => {
  const tally = createTally(of);
  for (const entry of entries) tally.take(entry);
  return tally.end();
};
