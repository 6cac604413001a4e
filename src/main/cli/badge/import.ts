import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keyText, leaveRequest, readTable, type TableComplaint, type TableRow } from '../../badge/index.ts';
import type { Directory } from '../../directory/index.ts';
import { FINE, FOUND, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { accountName, badgeWords, stationFolder, WHEN_TAKEN } from './folder.ts';

/** Side by side, well under what Graph allows. */
const AT_ONCE = 8;

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read`, error);
  }
};

type Named = { readonly row: TableRow; readonly id: string } | TableComplaint;

const personOf = async (directory: Directory, row: TableRow): Promise<Named> => {
  const found = await directory.findPeople({ by: 'id', value: row.person }, { correlationId: randomUUID() });
  const [person] = found;
  return person === undefined
    ? { line: row.line, what: `${row.person} is not in the tenant` }
    : { row, id: person.id };
};

/** Everybody whom the rows name, in the order of the rows. @throws DirectoryError */
const peopleOf = async (directory: Directory, rows: readonly TableRow[]): Promise<readonly Named[]> => {
  const named: Named[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE).map((row) => personOf(directory, row));
    named.push(...(await Promise.all(some)));
  }
  return named;
};

const ownersOf = (named: readonly Named[]): Readonly<Record<string, string>> =>
  Object.fromEntries(named.flatMap((one) => ('row' in one ? [[keyText(one.row.key), one.id]] : [])));

interface Told {
  readonly rows: number;
  readonly complaints: readonly TableComplaint[];
  /** Id of what was asked of the desk; null: nothing was. */
  readonly request: string | null;
}

const tell = ({ json, output }: Invocation, { rows, complaints, request }: Told): void => {
  if (json) {
    output.out(`${JSON.stringify({ rows, complaints, request })}\n`);
    return;
  }
  for (const { line, what } of complaints) output.out(`line ${line}: ${what}\n`);
  if (complaints.length > 0) output.out('nothing was changed\n');
  else if (request === null) output.out(`${rows} badges would be in the table\n`);
  else output.out(`${rows} badges are to be the table: ${WHEN_TAKEN}\n`);
};

/** `tapdesk badge import`: the site's own table of badges, taken whole or not at all. */
export const badgeImport: Command = {
  name: 'badge import',
  usage: [
    'FILE.csv [--dir DIR] [--dry-run] [--json]',
    '  FILE.csv      kind,badge,person: all badges of the site; it takes the place of the table before,',
    '                when the desk takes it in: before the next badge, or when an operator opens it',
    '  --dir         the folder of the station’s journal; dataFolder of the configuration when left out',
    '  --dry-run     looks at everything and writes nothing',
    'Exit status 1: something is wrong in the file, each line is named, and nothing was changed.',
  ].join('\n'),
  run: async (invocation) => {
    const { words, text, flag } = badgeWords(invocation.args, 1, { 'dry-run': { type: 'boolean' } });
    const { rows, complaints: wrong } = readTable(contentOf(words[0] ?? ''));
    if (wrong.length > 0) {
      tell(invocation, { rows: rows.length, complaints: wrong, request: null });
      return FOUND;
    }
    const tenant = await invocation.openTenant({ part: 'operator' });
    const folder = stationFolder(text('dir'), () => tenant.config.dataFolder);
    const named = await peopleOf(tenant.directory, rows);
    const complaints = named.flatMap((one) => ('row' in one ? [] : [one]));
    const asked = {
      now: invocation.now(),
      account: accountName(),
      personId: tenant.personId,
      change: { what: 'import', people: ownersOf(named) },
    } as const;
    const asks = complaints.length === 0 && !flag('dry-run');
    const request = asks ? leaveRequest(folder, asked) : null;
    tell(invocation, { rows: rows.length, complaints, request });
    return complaints.length === 0 ? FINE : FOUND;
  },
};
