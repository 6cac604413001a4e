// The commands themselves, each against a tenant of its own.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tapdesk } from '../../support/cli.ts';

const planned = z.object({
  empty: z.boolean(),
  changes: z.array(z.object({ id: z.string(), risk: z.string(), needs: z.object({ role: z.string() }) })),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-tenant-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('tapdesk tenant plan', () => {
  it('is empty for a tenant that is as the site wants it', async () => {
    expect(await tapdesk('--simulated', 'tenant', 'plan', '--phase', 'everyone')).toEqual({
      code: 0,
      out: 'Nothing to change: the tenant is as it is wanted.\n',
      error: '',
    });
  });

  it('says for a program what an untouched tenant lacks, and who may change it', async () => {
    const { code, out } = await tapdesk('--simulated=untouched', 'tenant', 'plan', '--json');
    const { empty, changes } = planned.parse(JSON.parse(out));
    expect({ code, empty }).toEqual({ code: 1, empty: false });
    expect(changes.every(({ risk }) => risk === 'none')).toBe(true);
    expect(changes.find(({ id }) => id === 'access.legacy.create')?.needs.role).toBe(
      'Conditional Access Administrator',
    );
  });

  it('does not run for a phase or a word that it does not know', async () => {
    const phase = await tapdesk('--simulated', 'tenant', 'plan', '--phase', 'all');
    expect(phase).toMatchObject({ code: 2, out: '' });
    expect(phase.error).toContain('report-only, pilot, everyone');
    expect(await tapdesk('--simulated', 'tenant', 'plan', '--force')).toMatchObject({ code: 2, out: '' });
  });
});

describe('tapdesk tenant apply', () => {
  it('changes nothing while nobody is there to agree', async () => {
    const quiet = path.join(folder, 'quiet');
    const { code, error } = await tapdesk('--simulated=untouched', 'tenant', 'apply', '--dir', quiet);
    expect(code).toBe(1);
    expect(error).toContain('nobody is at the terminal to agree');
    expect(readdirSync(quiet).filter((name) => name.startsWith('tenant-undo'))).toEqual([]);
  });

  it('does not run without a place for its journal, or with a file that is no undo file', async () => {
    const nowhere = await tapdesk('--simulated', 'tenant', 'apply', '--yes');
    expect(nowhere).toMatchObject({ code: 2, out: '' });
    expect(nowhere.error).toContain('--dir DIR');
    const words = ['--dir', folder, '--undo', path.join(folder, 'none.json')];
    const undo = await tapdesk('--simulated', 'tenant', 'apply', ...words);
    expect(undo).toMatchObject({ code: 2, out: '' });
    expect(undo.error).toContain('cannot be read as JSON');
    expect(existsSync(path.join(folder, 'none.json'))).toBe(false);
  });
});
