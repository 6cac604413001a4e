import { describe, expect, it } from 'vitest';
import type { OpenTenant } from '../../../src/main/desk/index.ts';
import { DirectoryError } from '../../../src/main/directory/index.ts';
import {
  gated,
  runChecks,
  standsAgainst,
  waivedBy,
  type CheckId,
  type PostureReport,
  type Reading,
} from '../../../src/main/posture/index.ts';
import { createDeskAtHand } from '../../support/desk.ts';
import { forbidden, healthyReading, settings as wanted } from '../../support/posture.ts';

const site = { alsoBlocking: [] as CheckId[], notBlocking: [] as CheckId[] };
const reportOf = (reading: Reading, gates = site): PostureReport => ({
  at: reading.at,
  readBy: 'operator',
  results: gated(runChecks(reading, wanted), gates),
});

const fit = reportOf(healthyReading);
const without = (part: 'access' | 'plans'): Reading => ({
  ...healthyReading,
  tenant: { ...healthyReading.tenant, [part]: forbidden },
});
const unfit = reportOf(without('access'));
const silent = (): PostureReport => {
  const access = { ...forbidden, because: 'tenant.throttled' as const };
  return reportOf({ ...healthyReading, tenant: { ...healthyReading.tenant, access } });
};

/** A desk whose looks at the tenant come to what is given, the last one for good. */
const deskWith = (...looks: readonly (() => PostureReport)[]) => {
  let count = 0;
  const checkPosture: OpenTenant['checkPosture'] = async () => {
    const look = looks[Math.min(count, looks.length - 1)];
    count += 1;
    await Promise.resolve();
    if (look === undefined) throw new Error('no look is given');
    return look();
  };
  const at = createDeskAtHand({ checkPosture });
  return { ...at, looked: () => count };
};
type DeskWith = ReturnType<typeof deskWith>;

const open = async (at: DeskWith): Promise<void> => {
  await at.desk.start();
  await at.call('operator.sign-in', {});
  await at.settle();
};
const kind = (at: DeskWith): string => at.snapshot().screen.kind;
const hour = 60 * 60_000;

describe('gates', () => {
  it('close on what the baseline and the site name, unless it is fine', () => {
    expect(standsAgainst(fit)).toEqual([]);
    expect(standsAgainst(reportOf(without('plans')))).toEqual([]);
    const more = reportOf(without('plans'), { ...site, alsoBlocking: ['logs.licence'] });
    expect(standsAgainst(more).map(({ id }) => id)).toEqual(['logs.licence']);
  });

  it('that a site switches off are counted, and no others', () => {
    const off = { ...site, notBlocking: ['pass.one-time', 'logs.licence'] as CheckId[] };
    expect(waivedBy(off)).toEqual(['pass.one-time']);
    expect(waivedBy({ ...off, alsoBlocking: ['pass.one-time'] })).toEqual([]);
  });
});

describe('a desk', () => {
  it('opens where tenant and station are fit, and says so', async () => {
    const at = deskWith(() => fit);
    await open(at);
    const { screen } = at.snapshot();
    expect(screen.kind === 'operator/ready' && screen.posture).toEqual({ fine: 63, of: 63 });
    expect(at.journaled).toContain('posture.checked');
  });

  it('does not open where they are not, and shows what stands against it', async () => {
    const at = deskWith(() => unfit);
    await open(at);
    const { screen } = at.snapshot();
    expect(screen).toMatchObject({ kind: 'operator/closed', phase: 'blocked' });
    const check = screen.kind === 'operator/closed' && screen.checks.find(({ id }) => id === 'posture');
    expect(check).toMatchObject({ state: 'failed', problem: { code: 'posture.not-fit' } });
    expect((await at.call('posture.show', {})).ok).toBe(true);
    const page = at.snapshot().screen;
    const lockout =
      page.kind === 'operator/posture' && page.checks.find(({ id }) => id === 'access.pass-lockout');
    expect(lockout).toMatchObject({
      state: 'unknown',
      gate: 'closes',
      needs: { permission: 'Policy.Read.All', role: 'Security Reader' },
    });
  });

  it('does not open where the tenant does not answer', async () => {
    const trace = { correlationId: '', requestId: null, serverTime: null };
    const at = deskWith(() => {
      throw new DirectoryError('tenant.unreachable', { outcome: 'none', retryable: true, trace });
    });
    await open(at);
    expect(at.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'blocked' });
  });

  it('closes by itself after an hour where they are no longer fit, and keeps what was found', async () => {
    const at = deskWith(
      () => fit,
      () => unfit,
    );
    await open(at);
    at.clock.advance(hour - 1);
    await at.settle();
    expect([kind(at), at.looked()]).toEqual(['operator/ready', 1]);
    at.clock.advance(1);
    await at.settle();
    expect(at.snapshot()).toMatchObject({
      problem: { code: 'posture.not-fit' },
      screen: { kind: 'operator/closed', posture: { of: 63 } },
    });
    expect(at.journaled.slice(-2)).toEqual(['posture.checked', 'desk.closed']);
  });

  it('asks a tenant that does not answer five times more before it closes', async () => {
    const at = deskWith(() => fit, silent);
    await open(at);
    at.clock.advance(hour);
    await at.settle();
    for (let minute = 0; minute < 5; minute += 1) {
      expect(kind(at)).toBe('operator/ready');
      at.clock.advance(60_000);
      await at.settle();
    }
    expect([kind(at), at.looked()]).toEqual(['operator/closed', 7]);
  });

  it('does not close within an enrollment, but right after it', async () => {
    const at = deskWith(
      () => fit,
      () => unfit,
    );
    await open(at);
    await at.badge({
      kind: 'read',
      reader: 'keyboard',
      at: 0,
      technology: 'wedge',
      strength: 'identifier',
      identifier: { kind: 'number', value: '10000001', facility: null },
      proof: null,
    });
    await at.settle();
    at.clock.advance(hour);
    await at.settle();
    expect([kind(at), at.looked()]).toEqual(['operator/scenario', 2]);
    at.script.move({ at: 'stopped', endedAt: 1 });
    await at.settle();
    await at.call('enrollment.finish', {});
    await at.settle();
    expect(at.snapshot()).toMatchObject({ problem: { code: 'posture.not-fit' } });
    expect(kind(at)).toBe('operator/closed');
  });

  it('looks again when the operator asks, and shows the page until it is left or a badge comes', async () => {
    const at = deskWith(() => fit);
    await open(at);
    expect((await at.call('posture.close', {})).ok).toBe(false);
    await at.call('posture.show', {});
    expect(kind(at)).toBe('operator/posture');
    await at.call('posture.check', {});
    expect(at.looked()).toBe(2);
    await at.call('posture.close', {});
    expect(kind(at)).toBe('operator/ready');
  });

  it('shows nothing of it to the enrollee', async () => {
    const at = deskWith(() => fit);
    await open(at);
    await at.call('desk.show-welcome', {});
    expect((await at.call('posture.show', {})).ok).toBe(false);
  });
});
