import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readKeptLogs } from '../../../src/main/monitoring/index.ts';
import { readExportState } from '../../../src/main/retention/index.ts';
import { tapdesk } from '../../support/cli.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-schedule-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('jobs that run with nobody at the terminal', () => {
  it('export the tenant’s logs in the form that reports read, and note how far they came', async () => {
    const { code, out } = await tapdesk(
      '--simulated',
      '--reader',
      'logs',
      'export',
      '--dir',
      folder,
      '--json',
    );
    const answer = z
      .object({ file: z.string(), until: z.string(), missing: z.array(z.string()) })
      .parse(JSON.parse(out));
    expect({ code, missing: answer.missing }).toEqual({ code: 0, missing: [] });
    const kept = readKeptLogs((await readFile(answer.file, 'utf8')).trimEnd().split('\n'));
    expect([kept.audit.known, kept.signIns.known]).toEqual([true, true]);
    expect(readExportState(folder)?.until).toBe(answer.until);
  });

  it('review as the reading identity, change nothing, and leave a report', async () => {
    const { code } = await tapdesk('--simulated', '--reader', 'schedule', 'review', '--dir', folder);
    const [name = ''] = await readdir(path.join(folder, 'schedule'));
    const report: unknown = JSON.parse(await readFile(path.join(folder, 'schedule', name), 'utf8'));
    expect(report).toMatchObject({ job: 'review', status: code, error: '', answer: { cleaned: [] } });
    expect(code).not.toBe(2);
  });

  it('take nothing away unattended', async () => {
    const words = ['review', '--apply', '--unattended', '--dir', folder];
    const { code, error } = await tapdesk('--simulated', '--reader', ...words);
    expect({ code, error }).toEqual({
      code: 2,
      error: expect.stringContaining('takes somebody who signs in') as string,
    });
  });
});
