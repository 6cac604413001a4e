import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ledgerConfig, VERSION } from '../../../src/main/ledger/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { createTestSigner } from '../../support/journal-signer.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const firstLine = z.object({ ledger: z.unknown(), admin: z.string() });

let child: ChildProcess;
let trial: z.infer<typeof firstLine>;
let folder: string;
beforeAll(async () => {
  child = spawn(process.execPath, [path.join(root, 'scripts/ledger/main.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (child.stdout === null) throw new Error('it has no output');
  const line = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout ?? process.stdin }).once('line', resolve);
  });
  trial = firstLine.parse(JSON.parse(line));
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-trial-'));
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
  expect(existsSync(trial.admin)).toBe(false);
});

const run = async (...words: readonly string[]) => {
  const [name = '', ...more] = words;
  const { code: status, out, error } = await tapdesk('ledger', name, '--admin', trial.admin, ...more);
  return { status, out, error };
};

describe('a ledger for a trial', () => {
  it('says what a station needs to know', () => {
    expect(ledgerConfig.parse(trial.ledger)).toMatchObject({ host: '127.0.0.1', offline: { entries: 500 } });
  });

  it('has its tables, takes a station, shows it and lets it go', async () => {
    const key = path.join(folder, 'key.jwk');
    const { publicJwk, kid } = createTestSigner();
    writeFileSync(key, JSON.stringify(publicJwk));
    expect(await run('migrate', '--json')).toMatchObject({
      status: 0,
      out: `{"version":${VERSION},"applied":[]}\n`,
    });
    expect(
      await run('admit', '--station', 'desk-1', '--site', 'Trial', '--key', key, '--by', 'me', '--json'),
    ).toEqual({
      status: 0,
      out: `${JSON.stringify({ station: 'desk-1', kid })}\n`,
      error: '',
    });
    const { status, out } = await run('status');
    expect({ status, out }).toEqual({
      status: 0,
      out: 'desk-1 (Trial) admitted, heard never, version -, closed, at entry 0:0, 0 waiting, 0 refused\n',
    });
    expect((await run('audit')).out).toBe('1 stations, 0 entries and 0 checkpoints looked at, 0 found\n');
    const approvers = (station: string, sites: string) =>
      run('approvers', '--station', station, '--sites', sites, '--by', 'me');
    expect((await approvers('desk-1', 'Trial, Harbour')).out).toBe(
      'At desk-1 people may approve for Trial, Harbour.\n',
    );
    expect((await approvers('desk-1', 'none')).out).toBe('At desk-1 people may approve for no site.\n');
    expect(await approvers('desk-9', 'Trial')).toMatchObject({ status: 1 });
    const console = (station: string, allow: string) =>
      run('console', '--station', station, '--allow', allow);
    expect((await console('desk-1', 'yes')).out).toBe('The console of desk-1 shows the fleet.\n');
    expect((await console('desk-1', 'no')).out).toBe('The console of desk-1 shows its own station alone.\n');
    expect(await console('desk-9', 'yes')).toMatchObject({ status: 1 });
    expect(await run('revoke', '--station', 'desk-1', '--by', 'me')).toMatchObject({ status: 0 });
    expect(await run('revoke', '--station', 'desk-9', '--by', 'me')).toMatchObject({ status: 1 });
  });

  it.each([
    [['migrate', '--partitions', '0.5'], '--partitions takes a whole number'],
    [['admit', '--station', 'desk-1', '--site', 'x', '--by', 'me'], '--key needs a value'],
    [['admit', '--station', 'desk-1', '--site', 'x', '--by', 'me', '--key', 'none.jwk'], 'is no public key'],
    [['revoke', '--station', "x'; DROP ROLE y; --", '--by', 'me'], 'takes the station.id'],
    [['approvers', '--station', 'desk-1', '--sites', 'a,,b', '--by', 'me'], 'names of sites'],
    [['console', '--station', 'desk-1', '--allow', 'perhaps'], 'yes or no'],
    [['audit', '--open', 'soon'], 'whole number of minutes'],
  ])('says what is wrong with %j', async (words, sentence) => {
    const { status, error } = await run(...words);
    expect(status).toBe(2);
    expect(error).toContain(sentence);
  });
});
