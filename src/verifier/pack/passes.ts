import { isObject, type JsonObject } from '../canonical.ts';
import { createFingerprints } from './fingerprints.ts';
import type { Reconciliation } from './report.ts';

/** A pass as one side tells of it. Times are epoch milliseconds. */
interface ToldPass {
  readonly at: number;
  readonly person: string;
}

interface CreatedPass extends ToldPass {
  readonly id: string;
}

/** A stretch of time. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

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
const createdIn = (event: JsonObject): CreatedPass | null => {
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

/** Holds the passes of journals against those of the audit log, both ways. */
export interface Reconciling {
  /** Takes in what an entry of a journal tells of the creation of a pass. */
  readonly takeEntry: (entry: JsonObject) => void;
  /** What stands on one side alone, once all entries went by. */
  readonly end: () => Reconciled;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function* createdBy(log: Iterable<JsonObject>): Generator<CreatedPass> {
  for (const event of log) {
    const created = createdIn(event);
    if (created !== null) yield created;
  }
}

/** So many may go before the map is made anew. */
const RENEWED_AFTER = 512;

/** Effects that may have created a pass of which nobody ever learned the id. */
const createUnsure = () => {
  // Made anew at times: an old map keeps what was in it for longer than it is there.
  let [open, gone] = [new Map<string, ToldPass>(), 0];
  return {
    begin: (effect: string, told: ToldPass): void => void open.set(effect, told),
    end: (effect: string): void => {
      if (!open.delete(effect)) return;
      gone += 1;
      if (gone % RENEWED_AFTER === 0) open = new Map(open);
    },
    isPerhaps: ({ person, at }: ToldPass): boolean =>
      [...open.values()].some((one) => one.person === person && Math.abs(one.at - at) <= NEAR_MS),
  };
};
/**
 * Reconciles by walking through the log twice and through the journals once. Of a pass that stands on both sides no more
 * is held than its fingerprint, since there are as many as enrollments; what stands on one side is named.
 *
 * @param log gives the events of the audit log from the beginning each time
 * @param reach what both tell of: the log's stretch within the pack's time
 */
export const createReconciling = (log: () => Iterable<JsonObject>, reach: Stretch): Reconciling => {
  const [inAudit, matched, outOfReach] = [createFingerprints(), createFingerprints(), createFingerprints()];
  const [onlyInJournal, unsure] = [new Map<string, number>(), createUnsure()];
  for (const { id } of createdBy(log())) inAudit.add(id);
  const takeCreated = (id: string, at: number): void => {
    if (inAudit.has(id)) matched.add(id);
    else if (at >= reach.from && at < reach.until - LATE_MS) onlyInJournal.set(id, at);
    else outOfReach.add(id);
  };
  const isAlone = (told: CreatedPass): boolean =>
    !matched.has(told.id) && told.at >= reach.from && told.at < reach.until && !unsure.isPerhaps(told);
  return {
    takeEntry: ({ step, data, subject, at, type }) => {
      if (step !== 'issue' || !isObject(data)) return;
      const effect = text(data['effect']) ?? '';
      const told = { at: Date.parse(text(at) ?? ''), person: text(subject) ?? '' };
      if (type === 'effect.intent') {
        unsure.begin(effect, told);
        return;
      }
      const passId = text(data['passId']);
      if (data['result'] === 'ok' && passId !== null) takeCreated(passId, told.at);
      if (data['result'] !== 'unknown') unsure.end(effect);
    },
    end: () => {
      const onlyInAudit = new Set<string>();
      for (const created of createdBy(log())) if (isAlone(created)) onlyInAudit.add(created.id);
      return {
        ...{ matched: matched.size(), outOfReach: outOfReach.size() },
        onlyInAudit: [...onlyInAudit].sort(),
        onlyInJournal: [...onlyInJournal.keys()].sort(),
        days: new Map([...onlyInJournal].map(([id, at]) => [id, dayOf(at)])),
      };
    },
  };
};
