import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isToBeSealed,
  overdueExport,
  personalBefore,
  planEpochs,
  readExportState,
  retentionConfig,
  writeExportState,
  type KeptEpoch,
} from '../../../src/main/retention/index.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const config = (more: Record<string, unknown> = {}) => retentionConfig.parse(more);
const hold = { legalHold: { since: '2026-11-01', reference: 'case 12' } };

const epoch = (daysAgo: number | null, more: Partial<KeptEpoch> = {}): KeptEpoch => ({
  file: 'journal-1-sealed.sqlite',
  epoch: 1,
  how: 'sealed',
  lastAt: daysAgo === null ? null : NOW - daysAgo * DAY,
  ...more,
});

const planned = (one: KeptEpoch, more: Record<string, unknown>): string => {
  const [plan] = planEpochs([one], config(more), NOW);
  return plan?.what === 'keep' ? plan.because : (plan?.what ?? '');
};

describe('what is kept of sealed epochs', () => {
  it.each([
    ['goes once it is as old as the site says', epoch(90), { journalDays: 90 }, 'prune'],
    [
      'stays a millisecond before',
      epoch(90, { lastAt: NOW - 90 * DAY + 1 }),
      { journalDays: 90 },
      'not-old-enough',
    ],
    ['stays for good where the site sets no time', epoch(9_000), {}, 'for-good'],
    ['stays under a legal hold', epoch(9_000), { journalDays: 90, ...hold }, 'legal-hold'],
    ['stays when it was damaged', epoch(9_000, { how: 'damaged' }), { journalDays: 90 }, 'damaged'],
    ['stays when nobody can read how old it is', epoch(null), { journalDays: 90 }, 'unreadable'],
  ])('%s', (...[, one, more, expected]) => expect(planned(one, more)).toBe(expected));

  it('can be set no shorter than the policy looks back', () => {
    expect(() => config({ journalDays: 31 })).toThrow();
    expect(() => config({ personalDays: 31 })).toThrow();
  });
});

describe('personal values', () => {
  it('go after the time that the site sets, and never under a hold', () => {
    expect(personalBefore(config({ personalDays: 40 }), NOW)).toBe('2026-10-13T00:00:00.000Z');
    expect(personalBefore(config(), NOW)).toBeNull();
    expect(personalBefore(config({ personalDays: 40, ...hold }), NOW)).toBeNull();
  });
});

describe('sealing', () => {
  it('is due when the epoch is as old as the site says', () => {
    const begun = (days: number) => new Date(NOW - days * DAY).toISOString();
    const at = (days: number) => isToBeSealed(begun(days), config({ sealAfterDays: 90 }), NOW);
    expect([at(89), at(90)]).toEqual([false, true]);
    expect(isToBeSealed(null, config({ sealAfterDays: 90 }), NOW)).toBe(false);
    expect(isToBeSealed(begun(9_000), config(), NOW)).toBe(false);
  });
});

describe('exports of the tenant’s logs', () => {
  const overdue = (hours: number, tenantLogDays = 30) => {
    const until = new Date(NOW - hours * 3_600_000).toISOString();
    const retention = config({ exportEveryDays: 1, tenantLogDays });
    return overdueExport({ last: { until, at: until }, since: null, retention, now: NOW });
  };

  it('are alerted when they are late, and once more before the tenant forgets', () => {
    expect(overdue(29.9)).toBeNull();
    const [late, later, urgent] = [overdue(30), overdue(48), overdue(29 * 24)];
    expect([late?.severity, later?.severity, urgent?.severity]).toEqual(['medium', 'medium', 'high']);
    expect(urgent?.params).toEqual({
      exportedUntil: '2026-10-24T00:00:00.000Z',
      forgottenAt: '2026-11-23T00:00:00.000Z',
    });
    expect(overdue(6 * 24, 7)?.severity).toBe('high');
  });

  it('are one alert for one gap', () => {
    const at = (now: number) => {
      const until = new Date(NOW).toISOString();
      return overdueExport({ last: { until, at: until }, since: null, retention: config(), now })?.id;
    };
    expect(at(NOW + 3 * DAY)).toBe(at(NOW + 4 * DAY));
    expect(at(NOW + 29 * DAY)).not.toBe(at(NOW + 4 * DAY));
  });

  it('are due from the first entry on where there was none yet, and not before there is anything', () => {
    const first = (since: number | null) =>
      overdueExport({ last: null, since, retention: config(), now: NOW });
    expect(first(null)).toBeNull();
    expect(first(NOW - DAY)).toBeNull();
    expect(first(NOW - 2 * DAY)?.params).toMatchObject({ exportedUntil: 'never' });
  });

  it('are made anew from the beginning when what was noted of them cannot be read', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-exports-'));
    try {
      expect(readExportState(folder)).toBeNull();
      const state = { until: '2026-11-22T00:00:00.000Z', at: '2026-11-22T00:01:00.000Z' };
      writeExportState(folder, state);
      expect(readExportState(folder)).toEqual(state);
      writeFileSync(path.join(folder, 'tenant-logs.json'), '{"v":1');
      expect(readExportState(folder)).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
