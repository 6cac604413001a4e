import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitingRequests } from '../../../src/main/badge/index.ts';
import { tapdesk } from '../../support/cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badge-import-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('takes a table in which everybody is in the tenant, and none in which somebody is not', async () => {
  const file = path.join(folder, 'badges.csv');
  const importing = (...more: readonly string[]) =>
    tapdesk('--simulated', 'badge', 'import', file, '--dir', folder, '--json', ...more);
  const asked = () => waitingRequests(folder).map(({ request }) => request);
  const good = 'kind,badge,person\nuid,04A1B2C3,nadia.newhire@tapdesk.example\n';

  writeFileSync(file, good);
  const dry = await importing('--dry-run');
  expect(dry).toMatchObject({ code: 0, out: '{"rows":1,"complaints":[],"request":null}\n' });
  expect(asked()).toEqual([]);
  const done = await importing();
  const [request] = asked();
  const told = JSON.stringify({ rows: 1, complaints: [], request: request?.id });
  expect(done).toMatchObject({ code: 0, out: `${told}\n` });
  const objectId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(request).toMatchObject({
    // Whoever had signed in, and the object id of the person, not the name.
    personId: objectId,
    change: { what: 'import', people: { 'uid:04A1B2C3': objectId } },
  });

  writeFileSync(file, `${good}uid,04A1B2C4,nobody.here@tapdesk.example\n`);
  const bad = await importing();
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.out)).toEqual({
    rows: 2,
    complaints: [{ line: 3, what: 'nobody.here@tapdesk.example is not in the tenant' }],
    request: null,
  });
  expect(asked()).toEqual([request]);
}, 60_000);
