import { describe, expect, it } from 'vitest';
import { DirectoryError } from '../../../../src/main/directory/index.ts';
import { JournalError } from '../../../../src/main/journal/index.ts';
import { applyPlan, type Applying, type Change } from '../../../../src/main/posture/index.ts';
import { healthyReading } from '../../../support/posture.ts';
import { storedLike } from '../../../support/stored.ts';

const change: Change = {
  id: 'one',
  what: 'One thing.',
  before: [],
  after: [],
  needs: { permissions: ['One.ReadWrite'], role: 'One Administrator' },
  risk: 'none',
  ready: true,
  request: { method: 'POST', path: '/things', body: {} },
  undo: { what: 'Not one thing.', risk: 'none', request: 'created' },
  policyId: null,
};

interface World {
  readonly sent: string[];
  readonly undo: unknown[];
  readonly types: string[];
}

/** A tenant that shows a change after some looks. */
const applyingOn = (is: Partial<Applying> = {}, looksUntilSeen = 0): Applying & World => {
  const [sent, undo, types]: [string[], unknown[], string[]] = [[], [], []];
  let looks = 0;
  return {
    sent,
    undo,
    types,
    plan: () => {
      if (sent.length > 0) looks += 1;
      const changes = sent.length > 0 && looks > looksUntilSeen ? [] : [change];
      return Promise.resolve({ plan: { changes, obstacles: [] }, tenant: healthyReading.tenant });
    },
    signIn: () =>
      Promise.resolve({
        id: 'administrator',
        change: ({ path }) => {
          sent.push(path);
          return Promise.resolve('made-id');
        },
      }),
    agrees: () => Promise.resolve(true),
    journal: {
      append: (body) => {
        types.push(body.type);
        return storedLike(body);
      },
    },
    keepUndo: (step) => undo.push(step),
    emergencyIds: [],
    newId: () => 'id',
    sleep: () => Promise.resolve(),
    tell: () => undefined,
    ...is,
  };
};

describe('applying a plan', () => {
  it('makes a change once although the tenant shows it late', async () => {
    const world = applyingOn({}, 5);
    expect((await applyPlan(world)).made).toEqual(['one']);
    expect(world.sent).toEqual(['/things']);
    expect(world.undo).toMatchObject([{ id: 'one', request: { method: 'DELETE', path: '/things/made-id' } }]);
  });

  it('stops where the tenant never shows it, and makes it no second time', async () => {
    const world = applyingOn({}, 1_000);
    await expect(applyPlan(world)).rejects.toThrow('does not show it yet');
    expect(world.sent).toEqual(['/things']);
  });

  it('does not take a part that cannot be read any more for a change that is there', async () => {
    const world = applyingOn();
    const { tenant } = healthyReading;
    const need = { permission: 'One.Read', role: null };
    const unread = { what: 'things', because: 'tenant.throttled', need } as const;
    const plans = [
      { changes: [change], obstacles: [] },
      { changes: [], obstacles: [unread] },
      { changes: [change], obstacles: [] },
      { changes: [], obstacles: [] },
    ];
    const plan = () => Promise.resolve({ plan: plans.shift() ?? { changes: [], obstacles: [] }, tenant });
    expect((await applyPlan({ ...world, plan })).made).toEqual(['one']);
    expect(world.sent).toEqual(['/things']);
    expect(plans).toEqual([]);
  });

  it('sends nothing that it could not record before', async () => {
    const world = applyingOn({
      journal: {
        append: () => {
          throw new JournalError('station.journal-unwritable');
        },
      },
    });
    await expect(applyPlan(world)).rejects.toThrow('station.journal-unwritable');
    expect(world.sent).toEqual([]);
  });

  it('records that it does not know what came of a change whose answer was lost', async () => {
    const trace = { correlationId: 'id', requestId: null, serverTime: null };
    const lost = new DirectoryError('tenant.timeout', { outcome: 'unknown', retryable: true, trace });
    const outcomes: unknown[] = [];
    const world = applyingOn();
    const { journal } = world;
    const run = applyPlan({
      ...world,
      signIn: () => Promise.resolve({ id: 'administrator', change: () => Promise.reject(lost) }),
      journal: {
        append: (body) => {
          outcomes.push(body.data['result']);
          return journal.append(body);
        },
      },
    });
    await expect(run).rejects.toThrow('unknown: run plan');
    expect(outcomes).toEqual([undefined, 'unknown']);
  });

  it('plans again after a person was asked, and leaves out what has become unnecessary', async () => {
    const risky: Change = { ...change, risk: 'lowers-protection' };
    let asked = false;
    const world = applyingOn({
      plan: () =>
        Promise.resolve({
          plan: { changes: asked ? [] : [risky], obstacles: [] },
          tenant: healthyReading.tenant,
        }),
      agrees: () => {
        asked = true;
        return Promise.resolve(true);
      },
    });
    expect(await applyPlan(world)).toEqual({ made: [], held: {}, left: { changes: [], obstacles: [] } });
    expect(world.sent).toEqual([]);
  });
});
