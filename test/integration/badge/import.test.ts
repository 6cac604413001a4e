import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tapdesk } from '../../support/cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badge-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('takes a table in which everybody is in the tenant, and none in which somebody is not', async () => {
  const file = path.join(folder, 'badges.csv');
  const table = path.join(folder, 'badge-table.json');
  const importing = (...more: readonly string[]) =>
    tapdesk('--simulated', 'badge', 'import', file, '--dir', folder, '--json', ...more);
  const good = 'kind,badge,person\nuid,04A1B2C3,nadia.newhire@tapdesk.example\n';

  writeFileSync(file, good);
  const dry = await importing('--dry-run');
  expect(dry).toMatchObject({ code: 0, out: '{"rows":1,"complaints":[],"written":false}\n' });
  expect(await importing()).toMatchObject({ code: 0, out: '{"rows":1,"complaints":[],"written":true}\n' });
  const written = readFileSync(table, 'utf8');
  // The object id, not the name.
  expect(JSON.parse(written)).toEqual({
    v: 1,
    people: { 'uid:04A1B2C3': expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
  });

  writeFileSync(file, `${good}uid,04A1B2C4,nobody.here@tapdesk.example\n`);
  const bad = await importing();
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toEqual({
    rows: 2,
    complaints: [{ line: 3, what: 'nobody.here@tapdesk.example is not in the tenant' }],
    written: false,
  });
  expect(readFileSync(table, 'utf8')).toBe(written);
}, 60_000);
