import type { Told } from '../monitoring/index.ts';
import { idOf } from './identify.ts';
import type { Alert, AlertSeverity } from './port.ts';

/** What desks raise by themselves. Source: recovery.md; operations.md, "Privileged people". */
const severities: Readonly<Record<string, AlertSeverity>> = {
  'left-behind': 'high',
  'foreign-method': 'high',
  'retest-contradicted': 'high',
  'journal-damaged': 'high',
  'retest-unproven': 'medium',
  'privileged-pass': 'medium',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Of the entry's data only ids, codes and numbers are known to be harmless: lists and texts of these names. */
const kept = ['methodId', 'passEndsAt', 'left', 'do', 'notBy', 'previousEpoch', 'cause'];

const paramsOf = ({ enrollment, station, data }: Told): Alert['params'] => ({
  station,
  ...(enrollment === null ? {} : { enrollment }),
  ...Object.fromEntries(
    kept.flatMap((name) => {
      const value = data[name];
      if (value === undefined || value === null) return [];
      return [[name, Array.isArray(value) ? value.join(', ') : value]];
    }),
  ),
});

/** Which alert an entry raises or clears; null when none. */
const ruleOf = ({ type, data }: Told): string | null => {
  if (type === 'alert.raised' || type === 'alert.cleared') return text(data['alert']) ?? text(data['code']);
  // A new epoch that follows anything but a sealed one.
  return type === 'epoch.begun' && text(data['cause']) !== 'sealed' ? 'journal-damaged' : null;
};

const idOfEntry = (entry: Told, rule: string): string =>
  idOf('desk', entry.station, entry.enrollment ?? entry.at, rule);

/** What the desks' journals raise, and what they say is over. Pure. */
export const alertsOfDesks = (
  entries: Iterable<Told>,
): { readonly raised: readonly Alert[]; readonly cleared: readonly string[] } => {
  const standing = new Map<string, Alert>();
  const cleared = new Set<string>();
  for (const entry of entries) {
    const rule = ruleOf(entry);
    if (rule === null) continue;
    const id = idOfEntry(entry, rule);
    if (entry.type === 'alert.cleared') {
      standing.delete(id);
      cleared.add(id);
      continue;
    }
    const { at, subject } = entry;
    const actor = entry.actor === 'station' ? null : entry.actor;
    const severity = severities[rule] ?? 'medium';
    cleared.delete(id);
    standing.set(id, {
      ...{ id, rule, severity, at, subject, actor, source: 'desk', state: 'found' },
      params: paramsOf(entry),
    });
  }
  return { raised: [...standing.values()], cleared: [...cleared] };
};
