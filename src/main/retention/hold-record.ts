import type { EntryBody, Journal } from '../journal/index.ts';
import type { HoldSettings } from './settings.ts';

type Data = EntryBody['data'];

const last = (journal: Pick<Journal, 'ofType'>, type: string) => journal.ofType(type).at(-1)?.entry;

/** The hold that is on record as standing; null for none. */
const onRecord = (journal: Pick<Journal, 'ofType'>): Data | null => {
  const [set, lifted] = [last(journal, 'hold.set'), last(journal, 'hold.lifted')];
  if (set === undefined) return null;
  const isLifted = lifted !== undefined && (lifted.epoch - set.epoch || lifted.seq - set.seq) > 0;
  return isLifted ? null : set.data;
};

const isSame = (one: Data | null, other: Data | null): boolean =>
  one === other || (one?.['since'] === other?.['since'] && one?.['reference'] === other?.['reference']);

/**
 * Writes down that a legal hold was set or lifted, with who and why as the configuration says it, when it is not what
 * is on record. Whoever changes the configuration writes no journal: the desk does at its next opening.
 *
 * @throws JournalError
 */
export const noteHold = (
  journal: Pick<Journal, 'ofType' | 'append'>,
  { legalHold, legalHoldLifted }: HoldSettings,
): void => {
  const append = (type: 'hold.set' | 'hold.lifted', data: Data): void =>
    void journal.append({ type, enrollment: null, step: null, actor: 'station', subject: null, data });
  const [known, now] = [onRecord(journal), legalHold === null ? null : { ...legalHold }];
  if (isSame(known, now)) return;
  if (known !== null) {
    const { since = null, reference = null } = known;
    const lifted = legalHoldLifted ?? { by: null, reference: null };
    append('hold.lifted', { since, reference, by: lifted.by, because: lifted.reference });
  }
  if (now !== null) append('hold.set', now);
};
