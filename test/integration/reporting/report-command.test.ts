import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptLogLines } from '../../../src/main/monitoring/index.ts';
import { reportSchema } from '../../../src/main/reporting/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { writeJournal, type WrittenJournal } from '../../support/written-journal.ts';

let folder: string;
let journal: WrittenJournal;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-report-'));
  journal = writeJournal();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  journal.remove();
});

const days = ['--from', '2026-10-01', '--to', '2026-12-31'];

describe('tapdesk report', () => {
  it('tells what the journals and the tenant tell, and says what it cannot', async () => {
    const { code, out, error } = await tapdesk('--simulated', 'report', journal.file, ...days, '--json');
    const report = reportSchema.parse(JSON.parse(out));
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(report).toMatchObject({
      period: { from: '2026-10-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
      previous: { from: '2026-07-01T00:00:00.000Z', until: '2026-10-01T00:00:00.000Z' },
      figures: {
        journal: { volume: { enrollments: 1 }, stations: ['desk-1'] },
        access: { known: false, because: 'log-too-short' },
      },
      today: { roles: { known: true }, maturity: { known: true } },
    });
  });

  it('takes kept logs for what the tenant has forgotten', async () => {
    const kept = path.join(folder, 'kept.jsonl');
    const reading = {
      ...{ known: true as const, from: '2026-07-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' },
      events: [],
    };
    writeFileSync(kept, [...keptLogLines({ audit: reading, signIns: reading })].join('\n'));
    const { code, out } = await tapdesk('--simulated', 'report', ...days, '--logs', kept, '--json');
    expect(reportSchema.parse(JSON.parse(out)).figures.access).toMatchObject({ known: true });
    expect(code).toBe(0);
  });

  it.each([
    ['html', '<!doctype html>'],
    ['pdf', '%PDF-1.7'],
  ])('writes %s', async (format, beginning) => {
    const file = path.join(folder, `report.${format}`);
    await tapdesk('--simulated', 'report', ...days, '--format', format, '--out', file);
    expect(readFileSync(file, 'latin1').slice(0, beginning.length)).toBe(beginning);
    expect(await tapdesk('--simulated', 'report', '--format', format, '--out', file)).toMatchObject({
      code: 2,
    });
  });

  it.each([
    [['--from', '2026-10-01']],
    [['--from', '2026-06-31', '--to', '2026-07-02']],
    [['--from', '2026-07-02', '--to', '2026-07-01']],
    [['--format', 'doc']],
    [['--format', 'pdf']],
    [['--logs', 'no-such-file']],
    [['no-such-journal']],
  ])('does not run for %j', async (words) => {
    expect(await tapdesk('--simulated', 'report', ...words)).toMatchObject({ code: 2, out: '' });
    expect(existsSync(words[1] ?? '')).toBe(false);
  });
});
