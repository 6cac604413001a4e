import { schemaAt, versionOf, type Connection } from './database.ts';
import { textOf } from './rows.ts';

/** What a schema is made of, by kind and name: the statement that made it, or none for what SQLite makes by itself. */
type Schema = ReadonlyMap<string, string>;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const schemaOf = (connection: Connection): Schema => {
  const sql = `SELECT CAST(type || ' ' || name AS BLOB), CAST(ifnull(sql, '') AS BLOB) FROM sqlite_schema`;
  const rows: readonly unknown[] = connection.prepare(sql).raw().all();
  return new Map(rows.map((row) => (isList(row) ? [textOf(row[0]), textOf(row[1])] : ['', ''])));
};

/**
 * What a file is made of that its version is not, or the other way round: a trigger that was dropped, a table that was
 * made anew without one of its conditions. Nothing in the chain shows that, and everything that keeps the database
 * from changing an entry depends on it.
 *
 * @returns in words; null when the schema is the one that the migrations make
 */
export const schemaProblem = (connection: Connection): string | null => {
  const version = versionOf(connection);
  const [found, due] = [schemaOf(connection), schemaAt(version, schemaOf)];
  const gone = [...due.keys()].filter((one) => !found.has(one));
  const more = [...found.keys()].filter((one) => !due.has(one));
  const other = [...due].filter(([one, sql]) => found.has(one) && found.get(one) !== sql).map(([one]) => one);
  const said = [
    ...gone.map((one) => `the ${one} is gone`),
    ...more.map((one) => `the ${one} does not belong there`),
    ...other.map((one) => `the ${one} was changed`),
  ];
  return said.length === 0 ? null : `the database is not as version ${version} makes it: ${said.join(', ')}`;
};
