// The command itself: it signs in as the supervisor of the simulated town, reads, and says by its exit status how it went.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tapdesk } from '../../support/cli.ts';

const report = z.object({
  fine: z.boolean(),
  checks: z.array(z.looseObject({ id: z.string(), state: z.string(), found: z.array(z.string()) })),
});
const notFine = (text: string) =>
  report.parse(JSON.parse(text)).checks.filter(({ state }) => state !== 'fine');

describe('tapdesk doctor', () => {
  it('is fine with the healthy tenant, which its supervisor may read whole', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'doctor', '--json');
    expect({ code, error, fine: report.parse(JSON.parse(out)).fine, not: notFine(out) }).toEqual({
      code: 0,
      error: '',
      fine: true,
      not: [],
    });
  });

  it('names the fault of a broken tenant for a program', async () => {
    const { code, out } = await tapdesk('--simulated=pass-one-time', 'doctor', '--json');
    expect(code).toBe(1);
    expect(notFine(out)).toMatchObject([{ id: 'pass.one-time', found: ['isUsableOnce: false'] }]);
  });

  it('tells a person what was found, what is wanted and how to mend it', async () => {
    const { code, out } = await tapdesk('--simulated=pass-one-time', 'doctor', '--only', 'pass.one-time');
    expect(code).toBe(1);
    expect(out).toContain('isUsableOnce: false');
    expect(out).toContain('isUsableOnce: true');
    expect(out).toContain('Require one-time use');
    expect(out).toContain('0 of 1 checks are fine');
  });

  it('does not run for a check or an option that it does not have', async () => {
    const unknown = await tapdesk('--simulated', 'doctor', '--only', 'pass.onetime');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.error).toContain('there is no check pass.onetime');
    const wrong = await tapdesk('--simulated', 'doctor', '--fix');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.error).toContain('there is no option --fix');
  });

  it('does not run without a tenant', async () => {
    expect(await tapdesk('doctor')).toMatchObject({ code: 2, out: '' });
  });
});

describe('tapdesk doctor journey', () => {
  it('walks all three through the healthy tenant, and draws it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-journey-'));
    const file = path.join(folder, 'journeys.svg');
    try {
      const { code, out } = await tapdesk('--simulated', 'doctor', 'journey', '--out', file);
      expect({ code, out: out.match(/^\S+: gets through$/gm) }).toEqual({
        code: 0,
        out: ['new-hire: gets through', 'remote-worker: gets through', 'locked-out: gets through'],
      });
      expect(await readFile(file, 'utf8')).toMatch(/^<svg /);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says where one breaks, and at which policy', async () => {
    const { code, out } = await tapdesk('--simulated=access-pass-lockout', 'doctor', 'journey', 'locked-out');
    expect(code).toBe(1);
    expect(out).toContain('locked-out: breaks at pass-sign-in');
    expect(out).toContain('NOT MET: Strong sign-in for everybody (');
  });

  it('does not run for a journey that it does not have', async () => {
    const { code, error } = await tapdesk('--simulated', 'doctor', 'journey', 'tourist');
    expect([code, error.includes('there is no journey tourist')]).toEqual([2, true]);
  });
});
