// The command itself: it signs in as the supervisor of the simulated town, reads, and says by its exit status how it went.
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
