import { isObject, type JsonObject } from '../canonical.ts';
import type { Reconciliation } from './report.ts';

/** A pass as one side tells of it. Times are epoch milliseconds. */
interface ToldPass {
  readonly at: number;
  readonly person: string;
}

/** A stretch of time. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Passes of all journals by their ids, and those of which nobody ever learned the id. */
export interface JournalPasses {
  readonly known: Map<string, ToldPass>;
  /** By the id of the effect. */
  readonly unsure: Map<string, ToldPass>;
}

/** Takes in what an entry tells of the creation of a pass. */
export const takePass = ({ known, unsure }: JournalPasses, entry: JsonObject): void => {
  const { step, data, subject, at, type } = entry;
  if (step !== 'issue' || !isObject(data)) return;
  const effect = text(data['effect']) ?? '';
  const told = { at: Date.parse(text(at) ?? ''), person: text(subject) ?? '' };
  if (type === 'effect.intent') {
    unsure.set(effect, told);
    return;
  }
  const passId = text(data['passId']);
  if (data['result'] === 'ok' && passId !== null) known.set(passId, told);
  if (data['result'] !== 'unknown') unsure.delete(effect);
};

const aboutPass = /temporary ?access ?pass/i;
const aboutRemoval = /delet|remov/i;

const modifiedIn = (event: JsonObject): readonly JsonObject[] => {
  const targets = Array.isArray(event['targets']) ? event['targets'].filter(isObject) : [];
  return targets.flatMap(({ modified }) => (Array.isArray(modified) ? modified.filter(isObject) : []));
};

const unquoted = (value: string): string => {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value;
  }
};

const isCreation = (event: JsonObject, named: JsonObject | undefined): boolean => {
  const words = `${String(event['activity'])} ${String(event['reason'])}`;
  const about = aboutPass.test(words) || named !== undefined;
  return about && !aboutRemoval.test(words) && event['succeeded'] !== false;
};

const personIn = (event: JsonObject): string => {
  const targets = Array.isArray(event['targets']) ? event['targets'].filter(isObject) : [];
  return text(targets.find(({ type }) => type === 'User')?.['id']) ?? '';
};

/** The id of the pass that an audit event says was created, and for whom; null for any other event. */
export const createdIn = (event: JsonObject): (ToldPass & { readonly id: string }) | null => {
  const named = modifiedIn(event).find(({ name }) => String(name).endsWith('TemporaryAccessPass.Id'));
  if (!isCreation(event, named)) return null;
  // Without the pass's id the event's own stands for it: it then matches by person and time alone.
  const id = named === undefined ? text(event['id']) : unquoted(text(named['to']) ?? '');
  return { id: id ?? '', at: Date.parse(text(event['at']) ?? ''), person: personIn(event) };
};

/** So late an event may still arrive. Source: facts about reports, latency. */
const LATE_MS = 60 * 60_000;
/** So far journal and log may differ over one pass. */
const NEAR_MS = 15 * 60_000;

/** The same, with the day of each pass that a journal alone tells of. */
export interface Reconciled extends Reconciliation {
  /** YYYY-MM-DD by UTC, by id. */
  readonly days: ReadonlyMap<string, string>;
}

/**
 * Holds the passes of the journals against those of the audit log, both ways.
 *
 * @param reach what both tell of: the log's stretch within the pack's time
 */
export const reconcile = (
  journal: JournalPasses,
  audit: ReadonlyMap<string, ToldPass>,
  reach: Stretch,
): Reconciled => {
  const sure = ({ at }: ToldPass): boolean => at >= reach.from && at < reach.until - LATE_MS;
  const unsure = [...journal.unsure.values()];
  const perhaps = ({ person, at }: ToldPass): boolean =>
    unsure.some((one) => one.person === person && Math.abs(one.at - at) <= NEAR_MS);
  const onlyInAudit = [...audit].filter(
    ([id, told]) =>
      !journal.known.has(id) && !perhaps(told) && told.at >= reach.from && told.at < reach.until,
  );
  const alone = [...journal.known].filter(([id]) => !audit.has(id));
  const onlyInJournal = alone.filter(([, told]) => sure(told));
  const matched = [...journal.known.keys()].filter((id) => audit.has(id)).length;
  return {
    matched,
    onlyInAudit: onlyInAudit.map(([id]) => id).sort(),
    onlyInJournal: onlyInJournal.map(([id]) => id).sort(),
    outOfReach: alone.length - onlyInJournal.length,
    days: new Map(onlyInJournal.map(([id, told]) => [id, new Date(told.at).toISOString().slice(0, 10)])),
  };
};
