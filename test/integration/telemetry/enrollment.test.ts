import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clock } from '../../../src/main/app/clock.ts';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import type { OperatorSession } from '../../../src/main/identity/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import {
  allowed,
  openTelemetry,
  tellingFetch,
  tellingJournal,
  tellingLog,
  type Telemetry,
} from '../../../src/main/telemetry/index.ts';
import { directoryOf, signIn } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { httpsReceiver, newTls } from '../../support/receivers.ts';
import { arrivedAt, pointsOf } from '../../support/telemetry.ts';
import { openTenantEngine, registerOnPhone, type TenantEngine } from '../../support/tenant-engine.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { reached } from '../../support/until.ts';

const TOKEN = 'collector-token';
let tenant: SimulatedTenant;
let session: OperatorSession;
let tls: Awaited<ReturnType<typeof newTls>>;
beforeAll(async () => {
  tenant = await startTenant();
  session = await signIn(tenant, 'operator');
  tls = await newTls();
}, 60_000);
afterAll(() => tenant.stop());

let receiver: Awaited<ReturnType<typeof httpsReceiver>>;
let telemetry: Telemetry;
let engine: TenantEngine;
let flush: () => void;
const fetchOf = ({ fetch, facts }: SimulatedTenant): typeof globalThis.fetch => {
  const { call } = telemetry;
  return tellingFetch(fetch as typeof globalThis.fetch, { graphHost: facts.graph, now: clock.now, call });
};
beforeEach(async () => {
  await tenant.setFaults([]);
  receiver = await httpsReceiver(tls);
  receiver.answers({ status: 200, body: '{}' });
  telemetry = await openTelemetry({
    receiver: {
      url: receiver.url,
      token: TOKEN,
      ca: tls.ca,
      ...{ everySeconds: 600, traces: true, metrics: true, logs: true },
    },
    ...{ station: 'desk-1', site: 'Test site', version: '0.1.0', simulated: true },
    every: (_, action) => {
      flush = action;
      return () => undefined;
    },
    memory: () => 123_456,
  });
  engine = await openTenantEngine(tenant, {
    directory: directoryOf(tenant, session, { fetch: fetchOf(tenant) }),
    journal: (journal) => tellingJournal(journal, telemetry),
    settings: { absenceWaitsMs: [50, 100, 200] },
    log: tellingLog(createLogger({ write: () => undefined }), telemetry).module('enrollment'),
  });
});
afterEach(async () => {
  engine.close();
  await receiver.close();
});

/** A new hire from the badge to the end, on the phone. @returns the pass that they got */
const enroll = async (enrollment: Enrollment): Promise<string> => {
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await reached(enrollment, 'decided');
  enrollment.send({ type: 'accepted' });
  await reached(enrollment, 'reveal');
  enrollment.send({ type: 'noted' });
  enrollment.send({ type: 'way-chosen', way: 'authenticator-on-phone' });
  const pass = await registerOnPhone(tenant, enrollment, 'passkey');
  enrollment.send({ type: 'look' });
  await reached(enrollment, 'retest');
  enrollment.send({ type: 'retested', accountId: enrollment.view().person.id, authenticationContext: null });
  await expect(enrollment.ended).resolves.toBe('done');
  return pass;
};

const refuse = async (enrollment: Enrollment): Promise<void> => {
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await expect(enrollment.ended).resolves.toBe('refused');
};

describe('telemetry of a desk', () => {
  it('tells an enrollment as one trace, figures and log records, and nothing of anybody', async () => {
    const whole = await engine.begin('new-hire');
    const pass = await enroll(whole);
    const refused = await engine.begin('privileged');
    await refuse(refused);
    telemetry.line({
      severity: 'warn',
      event: 'effect-failed',
      module: 'enrollment',
      fields: { code: 'graph.busy', step: 'revoke', why: `for ${whole.view().person.userPrincipalName}` },
    });
    await fetchOf(tenant)(`${tenant.facts.authority}/v2.0/.well-known/openid-configuration`);
    telemetry.watch(() => ({ ledger: 7 }));
    await telemetry.stop();

    const told = arrivedAt(receiver.received);
    const roots = told.spans.filter(({ name }) => name === 'enrollment');
    expect(roots.map(({ attributes, parentSpanId }) => [attributes, parentSpanId])).toEqual([
      [
        {
          'tapdesk.enrollment.id': whole.view().id,
          'tapdesk.outcome': 'done',
          'tapdesk.scenario': 'new-hire',
        },
        undefined,
      ],
      [
        {
          'tapdesk.enrollment.id': refused.view().id,
          'tapdesk.outcome': 'refused',
          'tapdesk.scenario': 'new-hire',
          'tapdesk.why': 'enrollment.refused',
        },
        undefined,
      ],
    ]);
    // One trace an enrollment, every span within what it belongs to.
    expect(new Set(told.spans.map(({ traceId }) => traceId))).toEqual(
      new Set(roots.map(({ traceId }) => traceId)),
    );
    const own = told.spans.filter(({ traceId }) => traceId === roots[0]?.traceId);
    for (const span of own.filter(({ parentSpanId }) => parentSpanId !== undefined)) {
      const parent = own.find(({ spanId }) => spanId === span.parentSpanId);
      expect([span.name, parent === undefined]).toEqual([span.name, false]);
      expect(span.endTimeUnixNano >= span.startTimeUnixNano).toBe(true);
    }
    const names = own.map(({ name }) => name);
    for (const name of [
      'state verify',
      'state reveal',
      'step admit',
      'step issue',
      'step revoke',
      'step leave',
    ])
      expect(names).toContain(name);
    expect(names).toContain('POST /v1.0/users/{id}/authentication/temporaryAccessPassMethods');
    expect(names).toContain('DELETE /v1.0/users/{id}/authentication/temporaryAccessPassMethods/{id}');
    // Signing in is no request to Graph.
    const templates = pointsOf(told, 'http.client.request.duration').map(([one]) => one['url.template']);
    expect(templates.length).toBeGreaterThan(5);
    expect(templates.filter((one) => !String(one).startsWith('/v1.0/'))).toEqual([]);
    const issue = own.find(({ name }) => name === 'step issue');
    const post = own.find(
      ({ name }) => name.startsWith('POST') && name.endsWith('temporaryAccessPassMethods'),
    );
    expect(post?.parentSpanId).toBe(issue?.spanId);
    expect(roots[0]?.events).toEqual([
      { name: 'decision', attributes: { 'tapdesk.verdict': 'allow', 'tapdesk.scenario': 'new-hire' } },
      { name: 'decision', attributes: { 'tapdesk.verdict': 'allow', 'tapdesk.scenario': 'new-hire' } },
    ]);

    expect(pointsOf(told, 'tapdesk.enrollments')).toEqual([
      [{ 'tapdesk.outcome': 'done', 'tapdesk.scenario': 'new-hire' }, 1],
      [{ 'tapdesk.outcome': 'refused', 'tapdesk.scenario': 'new-hire' }, 1],
    ]);
    expect(pointsOf(told, 'tapdesk.refusals')).toContainEqual([{ 'tapdesk.rule': 'privileged.role' }, 1]);
    expect(pointsOf(told, 'tapdesk.revoke.duration')).toEqual([[{}, 1]]);
    expect(pointsOf(told, 'tapdesk.outbox.waiting')).toEqual([[{ 'tapdesk.outbox': 'ledger' }, 7]]);
    expect(pointsOf(told, 'process.memory.usage')).toEqual([[{}, 123_456]]);
    expect(told.records).toContainEqual({
      severityText: 'WARN',
      body: 'effect-failed',
      attributes: { 'tapdesk.module': 'enrollment', 'tapdesk.code': 'graph.busy', 'tapdesk.step': 'revoke' },
    });
    for (const resource of told.resources)
      expect(resource).toEqual({
        'service.name': 'tapdesk',
        'service.version': '0.1.0',
        'service.instance.id': 'desk-1',
        'deployment.environment.name': 'simulation',
        'tapdesk.site': 'Test site',
      });

    const keys = [
      ...told.spans.flatMap(({ attributes, events }) => [attributes, ...events.map((one) => one.attributes)]),
      ...told.metrics.flatMap(({ name }) => pointsOf(told, name).map(([attributes]) => attributes)),
      ...told.records.map(({ attributes }) => attributes),
    ].flatMap((one) => Object.keys(one));
    expect([...new Set(keys)].filter((key) => !(key in allowed))).toEqual([]);

    // Every byte that left, headers and all.
    const bytes = JSON.stringify(receiver.received).toLowerCase();
    const people = ['new-hire', 'privileged', 'operator'].map((part) => tenant.person(part));
    const secrets = [
      pass,
      ...people.flatMap(({ id, userPrincipalName, displayName, employeeId }) => [
        ...[id, userPrincipalName, userPrincipalName.split('@')[0], displayName, employeeId],
        ...String(displayName).split(' '),
      ]),
      ...Object.values(tenant.facts.groups),
      tenant.facts.tenantId,
      String(tenant.facts['stationDeviceId']),
    ].filter((one): one is string => typeof one === 'string' && one.length > 2);
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter((one) => bytes.includes(one.toLowerCase()))).toEqual([]);
    expect(new Set(receiver.received.map(({ headers }) => headers['authorization']))).toEqual(
      new Set([`Bearer ${TOKEN}`]),
    );
  });

  it('fails and slows nothing while nobody takes it, and says how much went nowhere', async () => {
    receiver.answers('hang');
    const enrollment = await engine.begin('walk-away');
    flush();
    await enroll(enrollment);
    for (let index = 0; index < 3_000; index += 1)
      telemetry.line({ severity: 'info', event: 'tick', module: null, fields: {} });
    const before = performance.now();
    flush();
    expect(performance.now() - before).toBeLessThan(100);
    receiver.answers({ status: 200, body: '{}' });
    await receiver.close();
    receiver = await httpsReceiver(tls, receiver.port);
    receiver.answers({ status: 200, body: '{}' });
    await telemetry.stop();
    const [logs] = pointsOf(arrivedAt(receiver.received), 'tapdesk.telemetry.dropped').filter(
      ([attributes]) => attributes['tapdesk.signal'] === 'logs',
    );
    expect(logs?.[1]).toBeGreaterThanOrEqual(3_000 - 1_024);
  });

  it('tells a stranger nothing', async () => {
    const stranger = await newTls();
    await receiver.close();
    receiver = await httpsReceiver(stranger, receiver.port);
    telemetry.line({ severity: 'info', event: 'tick', module: null, fields: {} });
    await telemetry.stop();
    expect(receiver.received).toEqual([]);
  });
});
