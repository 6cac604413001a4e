import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { tapdesk } from '../../support/cli.ts';
import { writeJournal } from '../../support/written-journal.ts';

describe('tapdesk alerts', () => {
  it('finds nothing in a tenant where nothing happened', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'alerts', '--json');
    const answer: unknown = JSON.parse(out);
    expect({ code, error, answer }).toEqual({ code: 0, error: '', answer: { found: 0, findings: [] } });
  });

  it('concludes nothing from a journal that does not verify', async () => {
    const journal = writeJournal();
    try {
      const connection = new Database(journal.file);
      connection.exec('DROP TRIGGER entries_never_change');
      connection.exec("UPDATE entries SET hash = substr(hash, 2) || 'f' WHERE seq = 3");
      connection.close();
      const { code, out, error } = await tapdesk('--simulated', 'alerts', journal.file);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(error).toContain('does not verify');
    } finally {
      journal.remove();
    }
  });

  it('does not run for days that no tenant keeps, or a file that is not there', async () => {
    expect(await tapdesk('--simulated', 'alerts', '--days', '31')).toMatchObject({ code: 2, out: '' });
    expect(await tapdesk('--simulated', 'alerts', '--days', 'week')).toMatchObject({ code: 2, out: '' });
    expect(await tapdesk('--simulated', 'alerts', 'no-such-journal.sqlite')).toMatchObject({
      code: 2,
      out: '',
    });
  });

  it('does not take any other file for a journal', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-alerts-'));
    try {
      const file = path.join(folder, 'not-a-journal');
      await writeFile(file, 'nothing');
      const { code, error } = await tapdesk('--simulated', 'alerts', file);
      expect(code).toBe(2);
      expect(error).not.toBe('');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
