import type { ConsoleViewOf, EnrollmentRow, EntryRow } from '../../shared/index.ts';
import type { Stored } from '../journal/index.ts';

/** What an enrollment is called among people. */
export type RecordNumberOf = (enrollment: string) => string;

/** One value of an entry, or of an alert, as it is read on a screen. */
export const valueOf = (value: unknown): string => {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(String).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
};

export const factsOf = (data: Readonly<Record<string, unknown>>) =>
  Object.entries(data).map(([name, value]) => ({ name, value: valueOf(value) }));

/** An entry in the list of entries. */
export const entryRowOf = ({ entry }: Stored, recordNumberOf: RecordNumberOf): EntryRow => {
  const { epoch, seq, at, type, enrollment, actor } = entry;
  const recordNumber = enrollment === null ? null : recordNumberOf(enrollment);
  return { epoch, seq, at, type, enrollment, recordNumber, actor };
};

/** An entry in the record of its enrollment, with its proof. */
export const recordEntryOf = (
  stored: Stored,
  recordNumberOf: RecordNumberOf,
): ConsoleViewOf<'record'>['entries'][number] => {
  const { step, subject, data, prev } = stored.entry;
  return {
    ...entryRowOf(stored, recordNumberOf),
    step,
    subject,
    data: factsOf(data),
    hash: stored.hash,
    prev,
  };
};

const endings = ['done', 'refused', 'stopped'] as const;

const stateOf = (entries: readonly Stored[]): EnrollmentRow['state'] => {
  const last = entries.findLast(({ entry: { type } }) => /^enrollment\.(ended|unresolved)$/.test(type));
  if (last === undefined) return 'running';
  if (last.entry.type === 'enrollment.unresolved') return 'unresolved';
  return endings.find((one) => one === last.entry.data['ending']) ?? 'stopped';
};

const scenarioOf = (entries: readonly Stored[]): string => {
  const told = entries.findLast(({ entry }) => typeof entry.data['scenario'] === 'string');
  return valueOf(told?.entry.data['scenario'] ?? 'none');
};

/** An enrollment from its entries; null when its beginning is not among them. */
export const enrollmentRowOf = (
  entries: readonly Stored[],
  recordNumberOf: RecordNumberOf,
): EnrollmentRow | null => {
  const begun = entries.find(({ entry }) => entry.type === 'enrollment.begun')?.entry;
  if (begun?.enrollment === undefined || begun.enrollment === null) return null;
  const end = entries.findLast(({ entry }) => /^enrollment\.(ended|unresolved)$/.test(entry.type));
  const { enrollment, station, at } = begun;
  const minutes =
    end === undefined ? null : Math.max(0, (Date.parse(end.entry.at) - Date.parse(at)) / 60_000);
  return {
    ...{ enrollment, recordNumber: recordNumberOf(enrollment), station, at, minutes },
    scenario: scenarioOf(entries),
    state: stateOf(entries),
  };
};
