import { describe, expect, it } from 'vitest';
import { alertsOfDesks, alertsOfFindings, idOf } from '../../../src/main/alerts/index.ts';
import type { Finding, Told } from '../../../src/main/monitoring/index.ts';

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: 'outside-hours',
  severity: 'medium',
  state: 'found',
  key: 'outside-hours p-1',
  at: '2026-11-22T21:04:00.000Z',
  subject: 'person-1',
  actor: 'operator-1',
  params: { passId: 'p-1' },
  ...more,
});

describe('alerts of findings', () => {
  it('have the same id whenever the same thing is found', () => {
    const [one] = alertsOfFindings([finding()]);
    const [again] = alertsOfFindings([finding({ at: '2026-12-24T00:00:00.000Z' })]);
    expect(one).toEqual({
      id: idOf('outside-hours', 'outside-hours p-1'),
      source: 'watch',
      rule: 'outside-hours',
      severity: 'medium',
      state: 'found',
      at: '2026-11-22T21:04:00.000Z',
      subject: 'person-1',
      actor: 'operator-1',
      params: { passId: 'p-1' },
    });
    expect(one?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(again?.id).toBe(one?.id);
  });

  it('leave out what may only be late', () => {
    expect(alertsOfFindings([finding({ state: 'pending' })])).toEqual([]);
  });

  it('bring up once a week what cannot be told', () => {
    const idAt = (at: string) => alertsOfFindings([finding({ state: 'unknown', at })])[0]?.id;
    const monday = idAt('2026-11-23T00:00:00.000Z');
    expect(idAt('2026-11-29T23:59:59.999Z')).toBe(monday);
    expect(idAt('2026-11-30T00:00:00.000Z')).not.toBe(monday);
    expect(idAt('2026-11-22T23:59:59.999Z')).not.toBe(monday);
  });
});

const entry = (type: string, data: Told['data'], more: Partial<Told> = {}): Told => ({
  station: 'desk-1',
  at: '2026-11-22T10:00:00.000Z',
  type,
  enrollment: 'e-1',
  step: null,
  actor: 'station',
  subject: 'person-1',
  data,
  ...more,
});

const left = { alert: 'left-behind', left: ['pass p-1'], do: ['delete-pass'], passEndsAt: null };

describe('alerts of the desks themselves', () => {
  it('are raised from the journal, with ids and codes alone', () => {
    const named = { ...left, displayName: 'Nadia Newhire' };
    expect(alertsOfDesks([entry('alert.raised', named)])).toEqual({
      raised: [
        {
          id: idOf('desk', 'desk-1', 'e-1', 'left-behind'),
          source: 'desk',
          rule: 'left-behind',
          severity: 'high',
          state: 'found',
          at: '2026-11-22T10:00:00.000Z',
          subject: 'person-1',
          actor: null,
          params: { station: 'desk-1', enrollment: 'e-1', left: 'pass p-1', do: 'delete-pass' },
        },
      ],
      cleared: [],
    });
  });

  it('are over when the journal says so, and stand again when they are raised again', () => {
    const [raised, cleared] = [entry('alert.raised', left), entry('alert.cleared', { alert: 'left-behind' })];
    const id = idOf('desk', 'desk-1', 'e-1', 'left-behind');
    expect(alertsOfDesks([raised, cleared])).toEqual({ raised: [], cleared: [id] });
    expect(alertsOfDesks([raised, cleared, raised])).toMatchObject({ raised: [{ id }], cleared: [] });
  });

  it.each([
    ['retest-contradicted', 'high'],
    ['retest-unproven', 'medium'],
  ])('have %s by its code', (code, severity) => {
    expect(alertsOfDesks([entry('alert.raised', { code })]).raised).toMatchObject([{ rule: code, severity }]);
  });

  it('have a journal that was damaged or gone, and none that was sealed', () => {
    const begun = (cause: string): Told =>
      entry('epoch.begun', { cause, previousEpoch: 1 }, { enrollment: null, subject: null });
    expect(
      ['damaged', 'missing', 'sealed'].map((cause) => alertsOfDesks([begun(cause)]).raised.length),
    ).toEqual([1, 1, 0]);
  });
});
