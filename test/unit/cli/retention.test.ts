import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tapdeskAt } from '../../support/cli.ts';
import { createStationFolder, said, type StationFolder } from '../../support/station-folder.ts';

const DAY = 86_400_000;
/** When the station's folder has its entries. */
const WRITTEN = Date.UTC(2026, 10, 22, 8);

let station: StationFolder;
beforeEach(async () => {
  station = createStationFolder();
  const first = await station.start();
  first.append(said('enrollment.begun', { enrollment: 'e-1', subject: 'p-1' }), {
    displayName: 'Nadia Newhire',
  });
  first.append(said('enrollment.ended', { enrollment: 'e-1', subject: 'p-1' }));
  station.end(first);
  await tapdeskAt(() => WRITTEN)('journal', 'seal', station.at('journal.sqlite'));
  const second = await station.start();
  second.append(said('enrollment.begun', { enrollment: 'e-2', subject: 'p-2' }), {
    displayName: 'Otto Other',
  });
  second.append(said('enrollment.ended', { enrollment: 'e-2', subject: 'p-2' }));
  station.end(second);
});
afterEach(() => station.remove());

const sealed = (): string => station.at('journal-1-sealed.sqlite');

const configWith = (retention: Record<string, unknown>): string => {
  const example = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(path.resolve('docs/example-config.json'), 'utf8')));
  const file = station.at('config.json');
  writeFileSync(file, JSON.stringify({ ...example, dataFolder: station.at('.'), retention }));
  return file;
};

const answer = z.object({
  steps: z.array(z.object({ what: z.string(), about: z.string(), result: z.string(), failed: z.boolean() })),
});
const runAt = async (now: number, retention: Record<string, unknown>, ...more: readonly string[]) => {
  const config = configWith(retention);
  const { code, out } = await tapdeskAt(() => now)('--config', config, 'retention', '--json', ...more);
  const { steps } = answer.parse(JSON.parse(out));
  return { code, steps: steps.map(({ what, about }) => `${what} ${about}`) };
};

const later = WRITTEN + 100 * DAY;
const hold = { legalHold: { since: '2026-12-01', reference: 'case 12' } };

describe('tapdesk retention', () => {
  it('says what would go, and leaves it', async () => {
    expect(await runAt(later, { journalDays: 90, sealAfterDays: 60 })).toEqual({
      code: 0,
      steps: ['prune journal-1-sealed.sqlite', 'seal the epoch that is written'],
    });
    expect(existsSync(sealed())).toBe(true);
  });

  it('exports a sealed epoch that is old enough, and prunes it once the export verifies', async () => {
    expect(await runAt(later, { journalDays: 90 }, '--apply')).toEqual({
      code: 0,
      steps: ['export journal-epoch-1.jsonl', 'prune journal-1-sealed.sqlite'],
    });
    expect(existsSync(sealed())).toBe(false);
    expect(existsSync(station.at('exports/journal-epoch-1.jsonl'))).toBe(true);
    const journal = await station.start();
    expect(journal.damage()).toBeNull();
    expect(journal.ofType('epoch.pruned')).toHaveLength(1);
    station.end(journal);
  });

  it('keeps an epoch whose export is not what was sealed', async () => {
    await runAt(later, { journalDays: 90 }, '--apply', '--dir', station.at('.'));
    // A second station's epoch of the same number under the name of the first.
    const other = createStationFolder('desk-2');
    try {
      const journal = await other.start();
      journal.append(said('decision'));
      other.end(journal);
      await tapdeskAt(() => WRITTEN)('journal', 'seal', other.at('journal.sqlite'));
      other.end(await other.start());
      writeFileSync(other.at('config.json'), readFileSync(station.at('config.json'), 'utf8'));
      const strange = readFileSync(station.at('exports/journal-epoch-1.jsonl'));
      mkdirSync(other.at('exports'));
      writeFileSync(other.at('exports/journal-epoch-1.jsonl'), strange);
      const run = await tapdeskAt(() => later)(
        ...['--config', other.at('config.json'), 'retention', '--apply', '--dir', other.at('.')],
      );
      expect(run.code).toBe(1);
      expect(existsSync(other.at('journal-1-sealed.sqlite'))).toBe(true);
    } finally {
      other.remove();
    }
  });

  it('removes personal values after their time, of the epoch that is written too, and no younger ones', async () => {
    expect((await runAt(WRITTEN + 39 * DAY, { personalDays: 40 }, '--apply')).code).toBe(0);
    expect(readFileSync(sealed(), 'latin1')).toContain('Nadia');
    await runAt(WRITTEN + 41 * DAY, { personalDays: 40 }, '--apply');
    expect(readFileSync(sealed(), 'latin1')).not.toContain('Nadia');
    expect(readFileSync(station.at('journal.sqlite'), 'latin1')).not.toContain('Otto');
  });

  it('asks for the epoch to be sealed once it is old enough', async () => {
    await runAt(WRITTEN + 59 * DAY, { sealAfterDays: 60 }, '--apply');
    expect(existsSync(station.at('journal-seal-request.json'))).toBe(false);
    expect((await runAt(WRITTEN + 61 * DAY, { sealAfterDays: 60 }, '--apply')).steps).toContain(
      'seal journal.sqlite',
    );
    expect(existsSync(station.at('journal-seal-request.json'))).toBe(true);
  });

  it('removes nothing while a legal hold stands, by whatever command', async () => {
    const run = await runAt(later, { journalDays: 90, personalDays: 40, ...hold }, '--apply');
    expect(run).toEqual({ code: 0, steps: ['keep journal-1-sealed.sqlite'] });
    const tapdesk = tapdeskAt(() => later);
    const before = ['--config', station.at('config.json'), 'journal'];
    const exported = station.at('epoch.jsonl');
    await tapdesk('journal', 'export', sealed(), '--out', exported);
    const key = station.at('station-key.public.jwk');
    const prune = await tapdesk(...before, 'prune', sealed(), '--export', exported, '--key', key);
    const redact = await tapdesk(...before, 'redact', sealed(), '--before', '2027-01-01');
    for (const { code, out } of [prune, redact]) {
      expect({ code, out: out.includes('a legal hold stands since 2026-12-01') }).toEqual({
        code: 1,
        out: true,
      });
    }
    expect(readFileSync(sealed(), 'latin1')).toContain('Nadia');
  });

  it('leaves a report when the system’s scheduler runs it, and says how each job went last', async () => {
    const config = configWith({ journalDays: 90 });
    const tapdesk = tapdeskAt(() => later);
    const ran = await tapdesk('--config', config, 'schedule', 'retention');
    expect(ran.code).toBe(0);
    const report: unknown = JSON.parse(
      readFileSync(station.at('schedule/retention-20270302T080000Z.json'), 'utf8'),
    );
    expect(report).toMatchObject({ job: 'retention', status: 0, error: '', answer: { legalHold: null } });
    const status = await tapdesk('--config', config, 'schedule', 'status');
    expect(status.code).toBe(1);
    expect(status.out).toMatch(
      /^alerts: never ran here\n[^]*retention: ended 2027-03-02T08:00:00.000Z with 0\n$/,
    );
    expect((await tapdesk('--config', config, 'schedule', 'lunch')).code).toBe(2);
  });
});
