/** The types of entries that queries look for. */
const TURNS = `'enrollment.begun', 'enrollment.ended', 'enrollment.unresolved', 'station.key',
  'epoch.begun', 'epoch.sealed', 'epoch.pruned', 'journal.acknowledged'`;

/** What a query must say word for word so that SQLite uses the index below: it does not follow lists by itself. */
export const amongTurns = `type IN (${TURNS})`;

/** Whether queries for this type find it by the index. */
export const isTurn = (type: string): boolean => TURNS.includes(`'${type}'`);

/**
 * One index for all types that queries look for, in place of one for each kind: each index reads the type out of
 * every entry that is appended.
 */
export const epochs = `
DROP INDEX IF EXISTS entries_of_turning_points;
DROP INDEX IF EXISTS entries_of_keys;
CREATE INDEX entries_of_turns ON entries (type, subject) WHERE ${amongTurns};
`;
