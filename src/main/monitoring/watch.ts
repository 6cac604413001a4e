import type { AuditEvent, LogReading, LogStretch, SignInEvent } from '../directory/index.ts';
import type { Finding, WatchRule } from './finding.ts';
import { fromJournal, type Told } from './from-journal.ts';
import { fromAudit, usesIn } from './from-tenant.ts';
import { seenPersons } from './persons.ts';
import { again, neighbours, rowsInMemory, type MakeRows } from './rows.ts';
import { watchRules } from './rules.ts';
import type { JournalMembership, JournalPass, View } from './view.ts';

/** What is watched, as it was read. */
export interface WatchInput extends Pick<View, 'now' | 'monitoring' | 'policy' | 'people'> {
  /** Entries of all stations' journals, each station's in its own order. */
  readonly entries: Iterable<Told>;
  readonly audit: LogStretch<AuditEvent>;
  readonly signIns: LogStretch<SignInEvent>;
  /** Object ids of the groups that the desks put people into. */
  readonly groupIds: readonly string[];
}

/** Puts together what the rules look at. Pure but for where the rows lie. */
export const viewOf = (
  { entries, audit, signIns, groupIds, ...rest }: WatchInput,
  rows: MakeRows = rowsInMemory,
): View => {
  const { now, monitoring, policy } = rest;
  const told = fromAudit(audit, { groupIds, timeZone: policy.hours.timeZone, rows });
  const { runs, gaps } = fromJournal(entries, { now, silentMinutes: monitoring.stationSilentMinutes, rows });
  const memberships = rows<JournalMembership>();
  function* journalPasses(): Generator<JournalPass> {
    for (const run of runs) {
      for (const one of run.memberships) memberships.put(new Date(one.at).toISOString(), one);
      yield* run.passes;
    }
  }
  const persons = seenPersons(
    { journal: journalPasses(), audit: told.passes, uses: usesIn(signIns) },
    { toleranceMs: monitoring.matchMinutes * 60_000, rows },
  );
  return {
    ...rest,
    journal: { memberships: again(() => memberships.inOrder()), gaps },
    audit: told.view,
    uses: signIns.known ? { known: true, value: { until: Date.parse(signIns.until) } } : signIns,
    persons,
  };
};

/** What the rules say of a view, each rule's findings oldest first, none twice. */
export function* look(
  view: View,
  { rules = watchRules, rows = rowsInMemory }: { rules?: readonly WatchRule[]; rows?: MakeRows } = {},
): Generator<Finding> {
  for (const { id, severity, look: lookBy } of rules) {
    const [byKey, byTime] = [rows<Finding>(), rows<Finding>()];
    for (const remark of lookBy(view)) byKey.put(remark.key, { rule: id, severity, ...remark });
    for (const same of neighbours(byKey.inOrder(), ({ key }) => key)) {
      const last = same.at(-1) ?? same[0];
      byTime.put(last.at, last);
    }
    yield* byTime.inOrder();
  }
}

/** Watches: everything that the rules see in what was read. Pure. */
export const watch = (input: WatchInput): readonly Finding[] => [...look(viewOf(input))];

/** Object ids of everybody who got a pass by journal or audit log, each once. */
export const peopleWithPasses = (
  entries: readonly Told[],
  audit: LogReading<AuditEvent>,
): readonly string[] => {
  const rows = rowsInMemory;
  const people = new Set<string>();
  for (const { passes } of fromJournal(entries, { now: 0, silentMinutes: 0, rows }).runs) {
    for (const { person } of passes) people.add(person);
  }
  for (const { person } of fromAudit(audit, { groupIds: [], timeZone: 'UTC', rows }).passes)
    people.add(person);
  return [...people];
};
