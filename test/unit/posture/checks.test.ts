import { describe, expect, it } from 'vitest';
import type { TenantReading } from '../../../src/main/directory/index.ts';
import { checkIds, checks, runChecks, type Reading } from '../../../src/main/posture/index.ts';
import { forbidden, healthyReading, healthyStation, settings } from '../../support/posture.ts';
import type { Row } from './row.ts';
import { accessRows, fineAccess } from './rows/access.ts';
import { applicationRows, emergencyRows, groupRows, logRows, methodRows, passRows } from './rows/others.ts';
import { roleRows } from './rows/roles.ts';
import { stationRows } from './rows/station.ts';

const rows: readonly Row[] = [
  ...roleRows,
  ...accessRows,
  ...emergencyRows,
  ...passRows,
  ...groupRows,
  ...methodRows,
  ...applicationRows,
  ...logRows,
  ...stationRows,
];

const notFine = (reading: Reading, with_ = settings) =>
  runChecks(reading, with_).filter(({ state }) => state !== 'fine');
const sorted = (ids: readonly string[]): readonly string[] => [...ids].sort();

describe('the checks', () => {
  it('are all fine in a healthy tenant', () => {
    expect(notFine(healthyReading)).toEqual([]);
  });

  it('are listed once each, in the order of their ids', () => {
    expect(checks.map(({ id }) => id)).toEqual(checkIds);
  });

  it('say where to mend, what they serve and what they want', () => {
    for (const { mend, serves, wanted } of checks) {
      expect(mend.portal).not.toBe('');
      expect(serves.controls.every((control) => /^[A-Z]{2}\.L2-3\.\d+\.\d+$/.test(control))).toBe(true);
      expect(wanted(settings).length).toBeGreaterThan(0);
    }
  });

  it.each(rows)('$wrong', ({ reading, settings: differing, breaks, found }) => {
    const results = notFine(reading, { ...settings, ...differing });
    expect(sorted(results.map(({ id }) => id))).toEqual(sorted(breaks));
    const first = results.find(({ id }) => id === breaks[0]);
    if (found !== undefined) expect(first?.found).toEqual(found);
    expect(first?.state).toBe('not-fine');
    expect(first?.found).not.toEqual([]);
  });

  it.each(fineAccess)('are fine where $what', ({ reading }) => {
    expect(notFine(reading)).toEqual([]);
  });

  it('are each broken by a fault of their own', () => {
    const tried = new Set(rows.flatMap(({ breaks }) => breaks[0] ?? []));
    // These say only whether the logs can be read at all.
    const bare = ['logs.audit', 'logs.sign-ins'];
    expect(checkIds.filter((id) => !tried.has(id) && !bare.includes(id))).toEqual([]);
  });
});

describe('a check that cannot read', () => {
  const parts = Object.keys(healthyReading.tenant).filter(
    (name): name is Exclude<keyof TenantReading, 'at'> => name !== 'at',
  );
  /** Parts that are read for `tenant plan`, or for the people who read the report. */
  const unused: readonly string[] = ['strengths', 'locations'];

  it.each(parts.filter((name) => !unused.includes(name)))('is not fine without %s', (name) => {
    const reading = {
      ...healthyReading,
      tenant: { ...healthyReading.tenant, [name]: forbidden },
    };
    const results = notFine(reading);
    expect(results.length).toBeGreaterThan(0);
    for (const { state, unknown, found } of results) {
      expect({ state, found }).toEqual({ state: 'unknown', found: [] });
      expect(unknown).toEqual({
        because: 'tenant.forbidden',
        need: { permission: 'Policy.Read.All', role: 'Security Reader' },
      });
    }
  });

  it('is unknown for everything that a station cannot tell', () => {
    const silent = Object.fromEntries(Object.keys(healthyStation).map((name) => [name, null]));
    const all = Object.keys(silent).length;
    for (const station of [null, { ...healthyStation, ...silent }]) {
      const results = notFine({ ...healthyReading, station });
      expect(results.map(({ unknown }) => unknown)).toEqual(
        Array.from({ length: all }, () => ({ because: 'not-told', need: null })),
      );
    }
  });

  it('leaves the others as they are', () => {
    const reading = { ...healthyReading, tenant: { ...healthyReading.tenant, plans: forbidden } };
    expect(notFine(reading).map(({ id }) => id)).toEqual(['logs.licence', 'logs.retention']);
  });
});
