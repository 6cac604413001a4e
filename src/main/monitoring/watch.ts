import type { AuditEvent, LogReading, SignInEvent } from '../directory/index.ts';
import type { Finding, WatchRule } from './finding.ts';
import { fromJournal, type Told } from './from-journal.ts';
import { fromAudit, fromSignIns } from './from-tenant.ts';
import { matchPasses } from './match.ts';
import { watchRules } from './rules.ts';
import type { View } from './view.ts';

/** What is watched, as it was read. */
export interface WatchInput extends Pick<View, 'now' | 'monitoring' | 'policy' | 'people'> {
  /** Entries of all stations' journals, each station's in its own order. */
  readonly entries: Iterable<Told>;
  readonly audit: LogReading<AuditEvent>;
  readonly signIns: LogReading<SignInEvent>;
  /** Object ids of the groups that the desks put people into. */
  readonly groupIds: readonly string[];
}

/** Puts together what the rules look at. Pure. */
export const viewOf = ({ entries, audit, signIns, groupIds, ...rest }: WatchInput): View => {
  const { now, monitoring, policy } = rest;
  const journal = fromJournal(entries, { now, silentMinutes: monitoring.stationSilentMinutes });
  const told = fromAudit(audit, { groupIds, timeZone: policy.hours.timeZone });
  const toleranceMs = monitoring.matchMinutes * 60_000;
  return {
    ...rest,
    journal,
    audit: told,
    uses: fromSignIns(signIns),
    passes: matchPasses(journal.passes, told.known ? told.value.passes : [], toleranceMs),
  };
};

/** What the rules say of a view, each rule's findings oldest first, none twice. Pure. */
export const look = (view: View, rules: readonly WatchRule[] = watchRules): readonly Finding[] =>
  rules.flatMap(({ id, severity, look: lookBy }) => {
    const findings = lookBy(view).map((remark): Finding => ({ rule: id, severity, ...remark }));
    const byKey = new Map(findings.map((one) => [one.key, one]));
    return [...byKey.values()].sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  });

/** Watches: everything that the rules see in what was read. Pure. */
export const watch = (input: WatchInput): readonly Finding[] => look(viewOf(input));

/** Object ids of everybody who got a pass by journal or audit log, each once. */
export const peopleWithPasses = (
  entries: readonly Told[],
  audit: LogReading<AuditEvent>,
): readonly string[] => {
  const journal = fromJournal(entries, { now: 0, silentMinutes: 0 });
  const told = fromAudit(audit, { groupIds: [], timeZone: 'UTC' });
  const passes = [...journal.passes, ...(told.known ? told.value.passes : [])];
  return [...new Set(passes.map(({ person }) => person))];
};
