import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startSimulator } from './simulator.ts';

/** A hundred times what an answer takes that nothing holds back. */
const SOON_MS = 500;

const held = Symbol('held back');
const soon = () => new Promise<typeof held>((resolve) => setTimeout(() => resolve(held), SOON_MS));

const strikes = (kind: string) => [{ match: { path: '/v1.0/organization' }, action: { kind } }];

it.each([
  { what: 'is answered', fault: [], ends: 200 },
  { what: 'is lost before any work', fault: strikes('reset-before'), ends: 'lost' },
  { what: 'loses its answer', fault: strikes('reset-after'), ends: 'lost' },
])('an exchange that $what is in the record before it ends', async ({ fault, ends }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simulator-record-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // Nobody can write to a pipe that nobody reads.
  const record = path.join(folder, 'record');
  execFileSync('mkfifo', [record]);
  const begun = readFile(record);
  const simulator = await startSimulator(['--record', record]);
  onTestFinished(async () => {
    await simulator.stop();
  });
  await begun;
  const token = simulator.announced.adminToken;
  await simulator.ask('/simulator/faults', { token, body: fault });
  const ending = simulator.ask('/v1.0/organization', { token }).then(
    ({ status }) => status,
    () => 'lost',
  );
  expect(await Promise.race([ending, soon()])).toBe(held);
  expect(await readFile(record, 'utf8')).toContain('"path":"/v1.0/organization"');
  expect(await ending).toBe(ends);
});
