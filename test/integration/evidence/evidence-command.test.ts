import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStationKey } from '../../../src/main/journal/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { writeJournal, type WrittenJournal } from '../../support/written-journal.ts';

let folder: string;
let journal: WrittenJournal;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-evidence-'));
  const signer = openStationKey({ folder, protection: null });
  journal = writeJournal('demo-desk', signer);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  journal.remove();
});

const days = ['--from', '2026-10-01', '--to', '2026-12-31'];
const answer = z.object({ ok: z.boolean(), file: z.string(), redacted: z.boolean(), trust: z.string() });

describe('tapdesk evidence', () => {
  it('exports a pack that verifies, and verifies it by the station’s public key', async () => {
    const out = path.join(folder, 'pack.zip');
    const words = ['evidence', 'export', journal.file, ...days, '--out', out, '--key-dir', folder, '--json'];
    const made = await tapdesk('--simulated', ...words);
    expect(made).toMatchObject({ code: 0, error: '' });
    expect(answer.parse(JSON.parse(made.out))).toEqual({
      ...{ ok: true, file: out, redacted: false, trust: 'key-in-pack' },
    });
    const key = path.join(folder, 'station-key-simulated.public.jwk');
    const checked = await tapdesk('evidence', 'verify', out, '--key', key);
    expect(checked).toMatchObject({ code: 0, error: '' });
    expect(checked.out).toContain('SIMULATED tenant: practice, no evidence');
    expect(checked.out).toContain('nothing is wrong with the pack');
  });

  it('leaves nothing behind but the pack, and overwrites none', async () => {
    const out = path.join(folder, 'again.zip');
    writeFileSync(out, 'something else');
    const words = ['evidence', 'export', journal.file, ...days, '--out', out, '--key-dir', folder];
    expect(await tapdesk('--simulated', ...words)).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(out, 'utf8')).toBe('something else');
  });

  it('signs with no key but the station’s', async () => {
    const out = path.join(folder, 'unsigned.zip');
    const nowhere = path.join(folder, 'no-key-here');
    const words = ['evidence', 'export', journal.file, ...days, '--out', out, '--key-dir', nowhere];
    const { code, error } = await tapdesk('--simulated', ...words);
    expect(code).toBe(2);
    expect(error).toContain('holds no station');
    expect(existsSync(out)).toBe(false);
  });

  it('says what is wrong with a file that is no pack', async () => {
    const other = path.join(folder, 'other.zip');
    writeFileSync(other, 'nothing');
    const { code, out } = await tapdesk('evidence', 'verify', other);
    expect(code).toBe(1);
    expect(out).toContain('it is no archive of this kind');
    expect(await tapdesk('evidence', 'verify', 'no-such-file')).toMatchObject({ code: 2, out: '' });
  });
});
