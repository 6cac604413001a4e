import { openReadOnly } from './database.ts';
import { earlierFiles, type JournalFiles } from './files.ts';
import { keptAs, salvageable, type NextEpoch } from './next-epoch.ts';
import type { Damage, Journal, Stored } from './port.ts';
import { entriesOfEnrollment, entriesOfType } from './queries.ts';
import { beginningIn, remainsOf, type Remains } from './remains.ts';
import { entriesIn, readableEntries } from './salvage.ts';

/** The journal that is written, together with what earlier epochs still tell. */
export interface Earlier extends Pick<
  Journal,
  'ofEnrollment' | 'ofType' | 'openEnrollments' | 'missingUntil'
> {
  readonly damage: () => (Damage & { readonly sha256: string | null }) | null;
  readonly operators: () => ReadonlySet<string>;
  readonly close: () => void;
}

const actorsIn = (entries: Iterable<Stored>): readonly string[] => {
  const actors: string[] = [];
  for (const { entry } of entries) if (entry.type === 'desk.opened') actors.push(entry.actor);
  return actors;
};

/** Enrollments that an earlier epoch left without an ending, by what can still be read of them. */
const createCarried = (files: JournalFiles, journal: Journal, beginning: NextEpoch | null) => {
  const ended = (id: string): boolean =>
    journal.ofEnrollment(id).some(({ entry }) => entry.type === 'enrollment.ended');
  const open = (): readonly string[] => (beginning?.open ?? []).filter((id) => !ended(id));
  const others = salvageable(files).filter((file) => file !== files.current);
  const entries = entriesIn(others, open());
  return { open, entriesOf: (id: string): readonly Stored[] => entries.get(id) ?? [] };
};

const among = (
  { turns }: Remains,
  ...[type, { subject, since } = {}]: Parameters<Journal['ofType']>
): readonly Stored[] =>
  turns
    .filter(({ entry }) => entry.type === type)
    .filter(({ entry }) => subject === undefined || entry.subject === subject)
    .filter(({ entry }) => since === undefined || entry.at >= since);

/**
 * Reads the journal that is written as one with the epochs before it. Sealed ones are trusted as it is. Of damaged
 * ones only this is read: enrollments that have no ending, so that what they left can be taken back; and what began
 * and ended lately, so that passes still count. Somebody who changes a damaged file can add to those, which makes the
 * desk stricter; what they take away shows as missing.
 *
 * @param now epoch milliseconds
 */
export const earlierOf = (files: JournalFiles, journal: Journal, now: number): Earlier => {
  const [first] = journal.read();
  const begun = beginningIn(first);
  const beginning = begun?.next ?? null;
  const carried = createCarried(files, journal, beginning);
  const remains = remainsOf(files, begun, now);
  const sealed = earlierFiles(files).flatMap(({ how, file }) =>
    how === 'sealed' ? [openReadOnly(file)] : [],
  );
  const damage: Earlier['damage'] = () => {
    if (beginning === null || beginning.cause === 'sealed') return null;
    if (journal.ofType('journal.acknowledged').length > 0) return null;
    const { previousEpoch: epoch, file, sha256, found } = beginning;
    return { epoch, file, sha256, found: found ?? '' };
  };
  return {
    damage,
    ofEnrollment: (id) => [
      ...sealed.flatMap((connection) => entriesOfEnrollment(connection, id)),
      ...carried.entriesOf(id),
      ...journal.ofEnrollment(id),
    ],
    ofType: (type, filter) => [
      ...sealed.flatMap((connection) => entriesOfType(connection, type, filter)),
      ...among(remains, type, filter),
      ...journal.ofType(type, filter),
    ],
    missingUntil: () => remains.missingUntil,
    openEnrollments: () => [...new Set([...carried.open(), ...journal.openEnrollments()])],
    operators: () => {
      const kept = beginning === null ? null : keptAs(files, beginning);
      return new Set([
        ...(kept === null ? [] : actorsIn(readableEntries(kept))),
        ...actorsIn(journal.ofType('desk.opened')),
      ]);
    },
    close: () => {
      for (const connection of sealed) connection.close();
    },
  };
};
