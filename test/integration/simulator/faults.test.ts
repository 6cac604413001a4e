import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { join, passPath } from './enrollee.ts';
import { startSimulator, type Simulator } from './simulator.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'simulator-faults-'));
const record = path.join(folder, 'record.jsonl');
const recorded = z.looseObject({
  method: z.string(),
  status: z.number().nullable(),
  startedAt: z.number(),
  endedAt: z.number(),
});
let simulator: Simulator;
const pending: Promise<unknown>[] = [];
const admin = (address: string, body?: unknown, method?: string) =>
  simulator.ask(address, {
    token: simulator.announced.adminToken,
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });
const arm = async (...faults: readonly object[]) =>
  expect((await admin('/simulator/faults', faults)).json()).toEqual({ faults: faults.length });

beforeAll(async () => {
  simulator = await startSimulator(['--record', record]);
  await join(simulator, simulator.userAs('new-hire'), simulator.announced.groups.onboarding);
});
afterEach(() => arm());
afterAll(async () => {
  await simulator.stop();
  await Promise.all(pending);
  rmSync(folder, { recursive: true });
});

const live = async () => (await admin('/simulator/state')).values('livePasses').length;
const pass = () => passPath(simulator.userAs('new-hire'));

describe('a fault', () => {
  it('strikes as often as it says, after as many as it says', async () => {
    const action = { kind: 'status', status: 503, retryAfterSeconds: 7 };
    await arm({ match: { method: 'GET', path: '/v1.0/users*' }, after: 1, times: 2, action });
    const statuses: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const answer = await admin('/v1.0/users?$top=1');
      statuses.push([answer.status, answer.headers['retry-after']]);
    }
    expect(statuses).toEqual([
      [200, undefined],
      [503, '7'],
      [503, '7'],
      [200, undefined],
    ]);
  });

  it('looks like Graph’s throttling for 429', async () => {
    await arm({
      match: { path: '/^\\/v1\\.0\\/organization$/' },
      action: { kind: 'status', status: 429, retryAfterSeconds: 3 },
    });
    const answer = await admin('/v1.0/organization');
    expect([answer.status, answer.headers['retry-after'], answer.error().code]).toEqual([
      429,
      '3',
      'TooManyRequests',
    ]);
  });

  it('loses the request before any work', async () => {
    await arm({
      match: { method: 'POST', path: '/v1.0/users/*/authentication/*' },
      times: 1,
      action: { kind: 'reset-before' },
    });
    await expect(admin(pass(), {})).rejects.toThrow();
    expect(await live()).toBe(0);
  });

  it('loses the answer after the work is done', async () => {
    await arm({
      match: { method: 'POST', path: '/v1.0/users/*/authentication/*' },
      times: 1,
      action: { kind: 'reset-after' },
    });
    await expect(admin(pass(), {})).rejects.toThrow();
    expect(await live()).toBe(1);
  });

  it('does the work and never answers', async () => {
    const user = simulator.userAs('already-member');
    await arm({
      match: { method: 'POST', path: '/v1.0/users/*/authentication/*' },
      times: 1,
      action: { kind: 'hang-after' },
    });
    let answered = false;
    const asking = admin(passPath(user), {}).then(
      () => (answered = true),
      () => undefined,
    );
    await expect
      .poll(async () => (await admin('/simulator/state')).values('livePasses').map((one) => one['userId']))
      .toContain(user.id);
    expect(answered).toBe(false);
    // The answer never comes, so the connection ends with the simulation.
    pending.push(asking);
  });

  it('sends something that is not JSON', async () => {
    await arm({ match: { path: '/v1.0/organization' }, action: { kind: 'malformed' } });
    const answer = await admin('/v1.0/organization');
    expect(answer.status).toBe(200);
    expect(() => answer.json()).toThrow(SyntaxError);
  });

  it('cuts an answer in two', async () => {
    await arm({ match: { path: '/v1.0/organization' }, action: { kind: 'truncate' } });
    await expect(admin('/v1.0/organization')).rejects.toThrow();
  });

  it('raises a claims challenge', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    await arm({ match: { path: '/v1.0/organization' }, action: { kind: 'claims-challenge', claims } });
    const answer = await admin('/v1.0/organization');
    const encoded =
      /error="insufficient_claims", claims="([^"]+)"/.exec(answer.headers['www-authenticate'] ?? '')?.[1] ??
      '';
    expect([answer.status, Buffer.from(encoded, 'base64').toString()]).toEqual([401, claims]);
  });

  it('strikes one request of a batch and leaves the others', async () => {
    await arm({
      match: { path: '/v1.0/organization' },
      action: { kind: 'status', status: 429, retryAfterSeconds: 2 },
    });
    const requests = [
      { id: '1', method: 'GET', url: '/organization' },
      { id: '2', method: 'GET', url: '/devices' },
    ];
    const responses = (await admin('/v1.0/$batch', { requests })).values('responses');
    expect(responses).toMatchObject([
      { id: '2', status: 200 },
      { id: '1', status: 429, headers: { 'Retry-After': '2' } },
    ]);
  });

  it.each([
    ['an unknown kind', [{ match: { path: '/x' }, action: { kind: 'explode' } }], 'action.kind'],
    ['a bad expression', [{ match: { path: '/(/' }, action: { kind: 'truncate' } }], 'match.path'],
    ['an unknown property', [{ match: { path: '/x' }, actoin: {} }], 'actoin'],
    ['no list', { match: {} }, 'expected array'],
  ])('is refused when it has %s, with the place', async (_name, faults, place) => {
    const answer = await admin('/simulator/faults', faults);
    expect(answer.status).toBe(400);
    expect(answer.field('message')).toContain(place);
  });

  it('stops the start when its file is wrong, with status 2 and the place', async () => {
    const file = path.join(folder, 'faults.json');
    writeFileSync(file, '[{"match":{"path":"/x"},"action":{"kind":"status","status":200}}]');
    await expect(startSimulator(['--faults', file])).rejects.toThrow(/action\.status/);
  });
});

describe('throttling', () => {
  it('lets five requests for methods through in ten seconds when it is on', async () => {
    const other = await startSimulator(['--throttle', 'on']);
    try {
      const ask = () => other.ask(passPath(other.userAs('new-hire')), { token: other.announced.adminToken });
      const statuses: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) statuses.push((await ask()).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
      expect(Number((await ask()).headers['retry-after'])).toBeGreaterThan(0);
      expect((await other.ask('/v1.0/organization', { token: other.announced.adminToken })).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});

describe('the record', () => {
  it('has each exchange, in order, and neither pass nor token', async () => {
    const made = await admin(pass(), { lifetimeInMinutes: 30 });
    const planted = `displayName eq '${made.field('temporaryAccessPass')}'`;
    await admin(`/v1.0/users?$filter=${encodeURIComponent(planted)}`);
    const text = readFileSync(record, 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => recorded.parse(JSON.parse(line)));
    const created = lines.findLast((line) => line.method === 'POST' && line.status === 201);
    expect(created).toMatchObject({
      path: pass(),
      query: {},
      body: { lifetimeInMinutes: 30 },
      answer: { id: made.field('id'), temporaryAccessPass: '***' },
      headers: { authorization: '***' },
    });
    expect(created?.endedAt).toBeGreaterThanOrEqual(created?.startedAt ?? Number.NaN);
    expect(text).not.toContain(made.field('temporaryAccessPass'));
    expect(text).not.toContain(simulator.announced.adminToken);
    expect(simulator.stderr()).toBe('');
  });
});

describe('the program', () => {
  it('announces itself in one line and ends cleanly when its input closes', async () => {
    const other = await startSimulator();
    expect(JSON.parse(other.firstLine)).toMatchObject({
      graph: expect.stringMatching(/^https:\/\/localhost:\d+$/) as unknown,
      tenantId: '51515151-0000-4000-8000-515151515151',
    });
    expect(await other.stop()).toBe(0);
    expect(() => readFileSync(other.announced.caFile)).toThrow();
  });

  it.each([
    [['--variant', 'broken'], /--variant must be one of healthy/],
    [['--port', 'x'], /--port must be a whole number/],
    [['--latency', '-1'], /latency/],
    [['--unknown'], /--unknown/],
    [['--record', '/nonexistent/folder/file'], /cannot start/],
  ])('refuses %j and says why', async (args, message) => {
    await expect(startSimulator(args)).rejects.toThrow(message);
  });

  it('has the same ids every time', async () => {
    const other = await startSimulator();
    expect(other.announced.users.map((user) => user.id)).toEqual(
      simulator.announced.users.map((user) => user.id),
    );
    await other.stop();
  });
});
