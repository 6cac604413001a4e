// What is watched, read by the real Graph client from a tenant in which things were done outside the desk.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTenantLogs, type Directory, type TenantLogs } from '../../../src/main/directory/index.ts';
import {
  monitoringConfig,
  watch,
  type Finding,
  type WatchInput,
} from '../../../src/main/monitoring/index.ts';
import { openAllWeek } from '../../../src/main/cli/index.ts';
import { policyConfig } from '../../../src/main/policy/index.ts';
import { clock, directoryOf, newContext, signIn, sleep } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';

const MINUTE = 60_000;

let tenant: SimulatedTenant;
let since: string;

/** Null: by the token that may read everything, since roles of people end when the clock is put forward. */
const accessOf = async (part: string | null): Promise<() => Promise<string>> =>
  part === null ? () => Promise.resolve(tenant.facts.adminToken) : (await signIn(tenant, part)).accessToken;

const logsOf = async (part: string | null): Promise<TenantLogs> =>
  createTenantLogs({
    graphHost: tenant.facts.graph,
    fetch: tenant.fetch,
    accessToken: await accessOf(part),
    clock,
    random: () => 0,
    sleep,
  });

beforeAll(async () => {
  since = new Date(Date.now() - MINUTE).toISOString();
  tenant = await startTenant();
});
afterAll(() => tenant.stop());

/** Signed in anew each time: tokens end while the tenant's clock is put forward. */
const operator = async (): Promise<Directory> => directoryOf(tenant, await signIn(tenant, 'operator'));

const groupId = (): string => tenant.facts.groups['onboarding'] ?? '';

const findings = async (part: string | null, now: number): Promise<readonly Finding[]> => {
  const from = await logsOf(part);
  const personIds = [tenant.person('new-hire').id];
  const input: WatchInput = {
    now,
    monitoring: monitoringConfig.parse({ networks: ['127.0.0.0/8'], membershipHours: 1 }),
    policy: policyConfig.parse({ hours: openAllWeek }),
    people: { known: true, value: new Map() },
    entries: [],
    audit: await from.readAudit({ since, groupIds: [groupId()] }, newContext()),
    signIns: await from.readSignIns({ since, personIds }, newContext()),
    groupIds: [groupId()],
  };
  return watch(input);
};

const namesOf = (found: readonly Finding[]): readonly string[] =>
  found.map(({ rule, state }) => `${rule} ${state}`);

describe('watching a tenant', () => {
  it('sees nothing of what has not arrived in the log yet', async () => {
    const [directory, { id }] = [await operator(), tenant.person('new-hire')];
    await directory.joinGroup(groupId(), id, newContext());
    await directory.createPass(id, { lifetimeMinutes: 60, usableOnce: true }, newContext());
    expect(await findings('supervisor', Date.now())).toEqual([]);
  });

  it('finds the pass that no desk has on record, whose it is, who made it, and the membership that stays', async () => {
    await tenant.advance(3 * 60 * 60);
    const later = Date.now() + 3 * 60 * MINUTE;
    const found = await findings(null, later);
    expect(namesOf(found)).toEqual([
      'outside-tapdesk found',
      'wrong-class unknown',
      'membership-left found',
      'not-used pending',
    ]);
    const person = tenant.person('new-hire').id;
    expect(found[0]).toMatchObject({ subject: person, actor: tenant.person('operator').id });
    expect(found[2]).toMatchObject({ subject: person, params: { group: groupId(), over: false } });
  });

  it('sees the membership end', async () => {
    const path = `/v1.0/groups/${groupId()}/members/${tenant.person('new-hire').id}/$ref`;
    expect(await tenant.asAdmin('DELETE', path)).toMatchObject({ status: 204 });
    await tenant.advance(2 * 60);
    const found = await findings(null, Date.now() + 4 * 60 * MINUTE);
    expect(found.find(({ rule }) => rule === 'membership-left')).toMatchObject({ params: { over: true } });
  });

  it('reads the registration report over everybody, and who is in a group', async () => {
    const [logs, id] = [await logsOf(null), tenant.person('already-member').id];
    const registered = await logs.readRegistrations(newContext());
    expect(registered.known && registered.events.find((one) => one.id === id)).toEqual({
      ...{ id, administrator: false, guest: false, passwordlessCapable: false, mfaCapable: false },
      methods: [],
    });
    const members = await logs.readMembers(groupId(), newContext());
    expect(members).toMatchObject({ known: true, events: [id] });
  });

  it('says of each rule what it cannot tell where the logs are out of reach', async () => {
    const found = await findings('groups-admin', Date.now());
    expect(found.map(({ rule, state, params }) => `${rule} ${state} ${String(params['because'])}`)).toEqual([
      'unexpected-use unknown tenant.forbidden',
      'change-near-pass unknown tenant.forbidden',
      'not-in-audit unknown tenant.forbidden',
      'log-silent unknown tenant.forbidden',
      'membership-left unknown tenant.forbidden',
      'not-used unknown tenant.forbidden',
    ]);
  });
});
