import type { CleanupItem } from '../../shared/index.ts';
import type { EntryBody } from '../journal/index.ts';

/** The remote effects an enrollment can have, each a file in steps/. */
export const stepNames = [
  'stolen-methods',
  'admit',
  'issue',
  'provision',
  'revoke',
  'leave',
  'lost-methods',
  'sessions',
] as const;
export type StepName = (typeof stepNames)[number];

/** What an entry about an effect says: ids, codes and numbers. */
export type EffectData = EntryBody['data'];

/** The part of a journal entry that tells about an effect. */
export interface EffectNote {
  readonly type: string;
  readonly step: string | null;
  readonly data: EffectData;
}

/**
 * One effect as its notes tell it. `open`: an intent without an outcome, which means unknown exactly as `unknown`
 * does: look, never assume.
 */
export interface EffectRecord {
  readonly effect: string;
  readonly step: StepName;
  readonly state: 'open' | 'ok' | 'failed' | 'unknown';
  /** What intent and outcomes said, later over earlier. */
  readonly data: EffectData;
  /** Readable for sure by now: a removal that finds nothing then means that it is gone. */
  readonly seen: boolean;
  /** An effect that undoes this one is known to have happened. */
  readonly undone: boolean;
}

const isStepName = (name: string | null): name is StepName => stepNames.some((one) => one === name);

const results: ReadonlySet<unknown> = new Set(['ok', 'failed', 'unknown']);
const isResult = (value: unknown): value is 'ok' | 'failed' | 'unknown' => results.has(value);

/** The text under `name`, null when it is absent or something else. */
export const textOf = (data: EffectData, name: string): string | null => {
  const value = data[name];
  return typeof value === 'string' ? value : null;
};

const begun = (note: EffectNote, effect: string): EffectRecord | null =>
  isStepName(note.step)
    ? { effect, step: note.step, state: 'open', data: note.data, seen: false, undone: false }
    : null;

const settled = (record: EffectRecord, note: EffectNote): EffectRecord => {
  const result = note.data['result'];
  return isResult(result) ? { ...record, state: result, data: { ...record.data, ...note.data } } : record;
};

const noteTypes: ReadonlySet<string> = new Set(['effect.intent', 'effect.outcome']);

type Records = Map<string, EffectRecord>;

const change = (records: Records, effect: string | null, more: Partial<EffectRecord>): void => {
  const record = effect === null ? undefined : records.get(effect);
  if (record !== undefined) records.set(record.effect, { ...record, ...more });
};

const takeNote = (records: Records, note: EffectNote, effect: string): void => {
  const known = records.get(effect);
  const next = known === undefined ? begun(note, effect) : settled(known, note);
  if (next === null) return;
  records.set(effect, next);
  if (next.state === 'ok') change(records, textOf(next.data, 'undoes'), { undone: true });
};

/** Folds notes, in order, into one record for each effect. Pure; other entries are passed over. */
export const effectsOf = (notes: Iterable<EffectNote>): readonly EffectRecord[] => {
  const records: Records = new Map();
  for (const note of notes) {
    const effect = textOf(note.data, 'effect');
    // A pass that is listed as usable shows that what was written before it can be read.
    if (note.type === 'pass.usable') for (const id of records.keys()) change(records, id, { seen: true });
    // Nobody could delete it, and its lifetime has ended it.
    if (note.type === 'pass.over') change(records, effect, { undone: true });
    if (effect !== null && noteTypes.has(note.type)) takeNote(records, note, effect);
  }
  return [...records.values()];
};

const undoable: ReadonlySet<StepName> = new Set(['admit', 'issue']);
const isUndecided = (record: EffectRecord): boolean => record.state === 'open' || record.state === 'unknown';

/**
 * Effects that may still stand and that we have to take back, in reverse order. An admission that found the
 * person there already (`added: false`) is not ours and stays.
 */
export const toUndo = (records: readonly EffectRecord[]): readonly EffectRecord[] =>
  records
    .filter(
      (record) =>
        undoable.has(record.step) &&
        !record.undone &&
        (isUndecided(record) || (record.state === 'ok' && record.data['added'] !== false)),
    )
    .reverse();

/** What stays whatever becomes of the enrollment, of which nobody knows whether it came to be: the record is to say it. */
export const toSettle = (records: readonly EffectRecord[]): readonly EffectRecord[] =>
  records.filter((record) => record.step === 'provision' && isUndecided(record));

/** What is not put back, whatever becomes of the enrollment. */
const isRemoval = ({ step }: EffectRecord): boolean =>
  step === 'stolen-methods' || step === 'lost-methods' || step === 'sessions';

/** Effects of closing, or of a theft, of which nobody knows whether they happened: they can simply be done again. */
export const toRepeat = (records: readonly EffectRecord[]): readonly EffectRecord[] => {
  const happened = new Set(records.filter((record) => record.state === 'ok').map(sameEffect));
  const candidates = records.filter(
    (record) => isRemoval(record) && record.state !== 'ok' && !happened.has(sameEffect(record)),
  );
  return [...new Map(candidates.map((record) => [sameEffect(record), record])).values()];
};

const sameEffect = (record: EffectRecord): string =>
  `${record.step} ${textOf(record.data, 'methodId') ?? ''} ${textOf(record.data, 'because') ?? ''}`;

/** A key that was provisioned is the person's own: it is no part of what is put back. */
const items: Readonly<Partial<Record<StepName, CleanupItem>>> = {
  issue: 'pass',
  revoke: 'pass',
  admit: 'membership',
  leave: 'membership',
  'stolen-methods': 'stolen-methods',
  'lost-methods': 'lost-methods',
  sessions: 'sessions',
};

const order: readonly CleanupItem[] = ['pass', 'membership', 'stolen-methods', 'lost-methods', 'sessions'];

/** What was put back and what was not, for people, always in the same order. */
export const cleanupOf = (
  records: readonly EffectRecord[],
): { readonly undone: readonly CleanupItem[]; readonly notUndone: readonly CleanupItem[] } => {
  const itemsOf = (some: readonly EffectRecord[]): ReadonlySet<CleanupItem> =>
    new Set(some.flatMap(({ step }) => items[step] ?? []));
  const left = itemsOf([...toUndo(records), ...toRepeat(records)]);
  const back = itemsOf(
    records.filter((record) => record.undone || (record.state === 'ok' && isRemoval(record))),
  );
  return {
    undone: order.filter((item) => back.has(item) && !left.has(item)),
    notUndone: order.filter((item) => left.has(item)),
  };
};
