import type { Told } from '../monitoring/index.ts';

/** One enrollment while its entries go by. Times are epoch milliseconds. */
export interface Run {
  readonly begunAt: number;
  readonly person: string;
  readonly operator: string;
  scenario: string | null;
  privileged: boolean;
  ending: string | null;
  why: string | null;
  unresolved: boolean;
  durationMs: number | null;
  /** Codes that the policy said no for. */
  readonly refuses: Set<string>;
  askedAt: number | null;
  foundAt: number | null;
  /** Steps of effects by their id: an outcome names only the id. */
  readonly steps: Map<string, string>;
  /** Passes by the id of the effect that made each. */
  readonly passes: Map<string, { readonly at: number; goneAt: number | null }>;
  /** What each effect takes back. */
  readonly undoes: Map<string, string>;
}

/** What is counted as the entries of enrollments go by. */
export interface Seen {
  readonly code: (list: 'effects' | 'retests' | 'methods' | 'registered' | 'proofs', code: string) => void;
  readonly approval: (
    what: 'asked' | 'given' | 'refused' | 'withdrawn' | 'expired' | 'voided' | 'turnedAway',
  ) => void;
  readonly answerMinutes: (minutes: number) => void;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** When an entry was written, epoch milliseconds. */
export const timeOf = ({ at }: Pick<Told, 'at'>): number => Date.parse(at);

export const newRun = (entry: Told): Run => ({
  begunAt: timeOf(entry),
  person: entry.subject ?? '',
  operator: entry.actor,
  scenario: null,
  privileged: false,
  ending: null,
  why: null,
  unresolved: false,
  durationMs: null,
  refuses: new Set(),
  askedAt: null,
  foundAt: null,
  steps: new Map(),
  passes: new Map(),
  undoes: new Map(),
});

type Take = (run: Run, entry: Told, seen: Seen) => void;

const takeIntent: Take = (run, entry) => {
  const effect = text(entry.data['effect']);
  if (effect === null || entry.step === null) return;
  run.steps.set(effect, entry.step);
  const undoes = text(entry.data['undoes']);
  if (undoes !== null) run.undoes.set(effect, undoes);
};

const takeGone = (run: Run, effect: string | null, at: number): void => {
  const pass = run.passes.get(effect ?? '');
  if (pass !== undefined) pass.goneAt ??= at;
};

const takeSuccess = (run: Run, effect: string, at: number): void => {
  if (run.steps.get(effect) === 'issue' && !run.passes.has(effect))
    run.passes.set(effect, { at, goneAt: null });
  const undoes = run.undoes.get(effect) ?? null;
  if (undoes !== null) takeGone(run, undoes, at);
};

const takeOutcome: Take = (run, entry, seen) => {
  const effect = text(entry.data['effect']);
  if (effect === null) return;
  takeIntent(run, entry, seen);
  if (entry.data['result'] === 'ok') {
    takeSuccess(run, effect, timeOf(entry));
    return;
  }
  const code = text(entry.data['code']);
  if (code !== null) seen.code('effects', `${entry.step ?? '–'}: ${code}`);
};

const takeDecision: Take = (run, { data }) => {
  run.scenario = text(data['scenario']) ?? run.scenario;
  run.privileged = data['path'] === 'privileged';
  for (const code of texts(data['refuses'])) run.refuses.add(code);
};

const takeEnding: Take = (run, entry) => {
  run.ending = text(entry.data['ending']);
  run.why = text(entry.data['why']) ?? run.why;
  run.scenario = text(entry.data['scenario']) ?? run.scenario;
  run.unresolved = entry.type === 'enrollment.unresolved';
  const took = entry.data['durationMs'];
  // The first ending is when the people were done; recovery may end it again days later.
  run.durationMs ??= typeof took === 'number' ? took : timeOf(entry) - run.begunAt;
};

const answered =
  (what: 'given' | 'refused'): Take =>
  (run, entry, seen) => {
    seen.approval(what);
    if (run.askedAt !== null) seen.answerMinutes((timeOf(entry) - run.askedAt) / 60_000);
  };

const counted =
  (what: Parameters<Seen['approval']>[0]): Take =>
  (_run, _entry, seen) =>
    seen.approval(what);

const kind = (value: unknown): string =>
  (text(value) ?? 'unknown').replace(/^#?microsoft\.graph\./, '').replace(/AuthenticationMethod$/, '');

/** What each type of entry tells of its enrollment; all others tell nothing that is counted. */
export const takes: Readonly<Record<string, Take>> = {
  decision: takeDecision,
  'effect.intent': takeIntent,
  'effect.outcome': takeOutcome,
  'pass.over': (run, entry) => takeGone(run, text(entry.data['effect']), timeOf(entry)),
  'enrollment.state': (run, { data }) => {
    run.scenario = text(data['scenario']) ?? run.scenario;
    run.why = text(data['why']) ?? run.why;
  },
  'enrollment.ended': takeEnding,
  'enrollment.unresolved': takeEnding,
  'method.found': (run, entry, seen) => {
    run.foundAt = timeOf(entry);
    seen.code('registered', kind(entry.data['methodType']));
  },
  'method.not-accepted': (_run, { data }, seen) => seen.code('methods', text(data['because']) ?? 'unknown'),
  retest: (_run, { data }, seen) => {
    const code = text(data['code']);
    if (code !== null) seen.code('retests', code);
    else
      seen.code(
        'proofs',
        data['authenticationContext'] === null ? 'fresh-sign-in' : 'authentication-context',
      );
  },
  'approval.asked': (run, entry, seen) => {
    run.askedAt = timeOf(entry);
    seen.approval('asked');
  },
  'approval.given': answered('given'),
  'approval.refused': answered('refused'),
  'approval.withdrawn': counted('withdrawn'),
  'approval.expired': counted('expired'),
  'approval.void': counted('voided'),
  'approval.turned-away': counted('turnedAway'),
};
