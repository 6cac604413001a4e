import { matchPasses } from './match.ts';
import { again, keyOf, neighbours, type MakeRows } from './rows.ts';
import type { AuditPass, JournalPass, PassUse, SeenPerson } from './view.ts';

/** Something that is told of a person's passes, and by what. */
type Told =
  | { readonly by: 'journal'; readonly person: string; readonly told: JournalPass }
  | { readonly by: 'audit'; readonly person: string; readonly told: AuditPass }
  | { readonly by: 'sign-ins'; readonly person: string; readonly told: PassUse };

/** What is told of passes, from each side. */
export interface PassesTold {
  readonly journal: Iterable<JournalPass>;
  readonly audit: Iterable<AuditPass>;
  readonly uses: Iterable<PassUse>;
}

const personOf = (all: readonly [Told, ...Told[]], toleranceMs: number): SeenPerson => {
  const journal = all.flatMap((one) => (one.by === 'journal' ? [one.told] : []));
  const audit = all.flatMap((one) => (one.by === 'audit' ? [one.told] : []));
  const uses = all.flatMap((one) => (one.by === 'sign-ins' ? [one.told] : []));
  return { person: all[0].person, passes: matchPasses(journal, audit, toleranceMs), uses };
};

/** Everybody of whose passes something is told, by journal, audit log or sign-ins, with all of it. */
export const seenPersons = (
  of: PassesTold,
  { toleranceMs, rows }: { readonly toleranceMs: number; readonly rows: MakeRows },
): Iterable<SeenPerson> => {
  const [all, seen] = [rows<Told>(), rows<SeenPerson>()];
  const put = (one: Told): void => all.put(keyOf(one.person, new Date(one.told.at).toISOString()), one);
  for (const told of of.journal) put({ by: 'journal', person: told.person, told });
  for (const told of of.audit) put({ by: 'audit', person: told.person, told });
  for (const told of of.uses) put({ by: 'sign-ins', person: told.person, told });
  for (const one of neighbours(all.inOrder(), ({ person }) => person)) {
    seen.put(one[0].person, personOf(one, toleranceMs));
  }
  return again(() => seen.inOrder());
};
