import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/threat-model.md', 'utf8');

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly threat: string;
  readonly control: string;
  readonly where: string;
  readonly tests: string;
}

/** The rows of the table of threats. */
const rows: readonly Row[] = [...page.matchAll(/^\| (T\d+) +\|(.+)\|$/gm)].map(([, id = '', rest = '']) => {
  const [kind = '', threat = '', control = '', where = '', tests = ''] = rest
    .split('|')
    .map((cell) => cell.trim());
  return { id, kind, threat, control, where, tests };
});

const filesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([\w./-]+\/[\w./-]+)`/g)].map(([, file]) => file ?? '');

describe('the threat model', () => {
  it('has assets, people and borders before the threats', () => {
    for (const heading of ['Assets', 'Actors', 'Trust boundaries', 'Threats', 'What is not covered'])
      expect(page).toContain(`\n## ${heading}\n`);
  });

  it('numbers each threat once', () => {
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
  });

  it.each(rows)('$id has a kind, a control, the place of it and a test by name', (row) => {
    expect(row.kind).toMatch(/^[STRIDE](?:, [STRIDE])*$/);
    expect([row.threat, row.control]).not.toContain('');
    expect(filesIn(row.where).length).toBeGreaterThan(0);
    const tests = filesIn(row.tests);
    // A row without a test says so.
    if (tests.length === 0) expect(row.tests).toMatch(/no test|not tried|by hand/);
    for (const file of [...filesIn(row.where), ...tests]) expect(existsSync(file), file).toBe(true);
    expect(tests.filter((file) => !/^test\/.*\.test\.ts$/.test(file))).toEqual([]);
  });
});
