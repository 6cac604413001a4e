import { describe, expect, it } from 'vitest';
import {
  joinReadings,
  keptLogLines,
  readKeptLogs,
  type TenantLogReadings,
} from '../../../src/main/monitoring/index.ts';
import { passEvent, passUse } from '../../support/quarter/records.ts';

const at = (day: number): number => Date.UTC(2026, 6, day);
const span = (from: number, until: number) => ({
  from: new Date(at(from)).toISOString(),
  until: new Date(at(until)).toISOString(),
});
const pass = (day: number) => passEvent(`day-${day}`, { at: at(day), by: 'operator', person: 'somebody' });
const use = (day: number) => passUse(`day-${day}`, { at: at(day), person: 'somebody', address: '192.0.2.1' });
const reading = (from: number, until: number) => ({
  known: true as const,
  events: [pass(from), pass(until)],
  ...span(from, until),
});

type Reading = TenantLogReadings['audit'] | TenantLogReadings['signIns'];

/** With its events as a list, so that it can be compared. */
const whole = (read: Reading) => (read.known ? { ...read, events: [...read.events] } : read);

const kept = (readings: TenantLogReadings) => {
  const { audit, signIns } = readKeptLogs(keptLogLines(readings));
  return { audit: whole(audit), signIns: whole(signIns) };
};

describe('logs that a site keeps', () => {
  it('are read as they were written', () => {
    const readings = {
      audit: reading(1, 5),
      signIns: { known: true as const, events: [use(2)], ...span(1, 5) },
    };
    expect(kept(readings)).toEqual(readings);
  });

  it('tell why a log is not among them', () => {
    const readings = {
      audit: reading(1, 5),
      signIns: { known: false as const, because: 'tenant.forbidden' as const },
    };
    expect(kept(readings)).toEqual(readings);
  });

  it.each([[[]], [['{}']], [['{"format":"tapdesk-tenant-logs","v":2}']], [['nothing']]])(
    'are nothing else: %j',
    (lines) => {
      expect(() => readKeptLogs(lines)).toThrow();
    },
  );

  const events: readonly (readonly ['audit' | 'signIn', object])[] = [
    ['audit', pass(1)],
    ['signIn', { ...use(1), policies: [{ id: 'policy', name: 'Policy', result: 'success' }] }],
  ];
  const holed = events.flatMap(([kind, event]) =>
    Object.keys(event).map((name) => ({ kind, name, event: { ...event, [name]: 7 } })),
  );
  const head = '{"format":"tapdesk-tenant-logs","v":1}';
  it.each(holed)('have no $kind with another kind of $name', ({ kind, event }) => {
    expect(() => readKeptLogs([head, JSON.stringify({ [kind]: event })])).toThrow(TypeError);
  });

  it('keep nothing of an event that is not looked at', () => {
    const more = JSON.stringify({ audit: { ...pass(1), targetName: 'Somebody' } });
    const span = JSON.stringify({ log: 'audit', from: pass(1).at, until: pass(2).at });
    const { audit } = readKeptLogs([head, span, more]);
    expect(whole(audit)).toMatchObject({ events: [pass(1)] });
    expect(JSON.stringify(whole(audit))).not.toContain('Somebody');
  });
});

describe('readings of one log', () => {
  it('become one where they meet, oldest first, each event once', () => {
    expect(whole(joinReadings([reading(4, 9), reading(1, 5), reading(4, 9)]))).toEqual({
      known: true,
      events: [pass(1), pass(4), pass(5), pass(9)],
      ...span(1, 9),
    });
  });

  it('leave a gap unknown: only what hangs together to the end counts as read', () => {
    expect(joinReadings([reading(1, 3), reading(4, 9)])).toMatchObject(span(4, 9));
  });

  it('are unknown where none is known', () => {
    const unknown = { known: false, because: 'tenant.forbidden' } as const;
    expect(joinReadings([unknown])).toEqual(unknown);
    expect(joinReadings([])).toEqual({ known: false, because: 'not-read' });
  });
});
