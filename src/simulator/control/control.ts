import { z } from 'zod';
import { readFaults } from '../faults/fault.ts';
import type { FaultInjector } from '../faults/injector.ts';
import { instant } from '../tenant/clock.ts';
import { audit, personTarget } from '../tenant/logs.ts';
import { isLive, passOf, usePass } from '../tenant/passes.ts';
import { findPerson, methodsOf, newGuid, type Tenant } from '../tenant/tenant.ts';
import { readBody, sendJson, type Exchange } from '../wire/exchange.ts';

export interface ControlDependencies {
  readonly tenant: Tenant;
  readonly faults: FaultInjector;
  readonly adminToken: string;
}

type Answer = readonly [status: number, body: unknown];

/** Memberships of the pass groups that were made after the simulation began and are still there. */
function strayMemberships(tenant: Tenant) {
  return Object.values(tenant.passGroups).flatMap((groupId) =>
    [...(tenant.groups.get(groupId)?.members ?? [])]
      .filter(([, joined]) => joined > 0)
      .map(([userId]) => ({ groupId, userId })),
  );
}

function state(tenant: Tenant): Answer {
  const people = [...tenant.people.values()];
  const passes = people.flatMap((person) => {
    const pass = passOf(tenant, person.id);
    return pass === undefined || !isLive(tenant, pass) ? [] : [{ userId: person.id, id: pass.id }];
  });
  const passkeys = people.flatMap((person) =>
    methodsOf(tenant, person.id)
      .filter((method) => method.kind === 'fido2' && method.credential !== null)
      .map((method) => ({ userId: person.id, userPrincipalName: person.userPrincipalName, id: method.id })),
  );
  const signIns = [...tenant.signIns.values()].map(({ userId, method, at }) => ({
    userId,
    method,
    at: instant(at),
  }));
  return [
    200,
    {
      now: instant(tenant.clock.now()),
      livePasses: passes,
      strayMemberships: strayMemberships(tenant),
      passkeys,
      signIns,
    },
  ];
}

const minutes = z.strictObject({ minutes: z.number().min(0).max(1_000_000) });
const phone = z.strictObject({
  userPrincipalName: z.string(),
  pass: z.string(),
  register: z.enum(['authenticator', 'passkey']),
});

/** The two Authenticator apps' model ids; this is the one for Android. */
const AUTHENTICATOR_AAGUID = 'de1e552d-db1d-4423-a619-566b625cdc84';

/** Somebody registers on the own phone: signs in there with a pass and adds Authenticator or a passkey in it. */
function registerOnPhone(tenant: Tenant, body: unknown): Answer {
  const parsed = phone.safeParse(body);
  if (!parsed.success)
    return [400, { message: 'userPrincipalName, pass and register (authenticator, passkey) are needed.' }];
  const person = findPerson(tenant, parsed.data.userPrincipalName);
  if (person === undefined) return [404, { message: 'There is nobody with that user name.' }];
  const check = usePass(tenant, person.id, parsed.data.pass);
  if (check.kind === 'rejected') return [403, { message: `${check.text} (${check.code})` }];
  const base = { id: newGuid(tenant), displayName: 'New phone' };
  const method =
    parsed.data.register === 'authenticator'
      ? ({
          ...base,
          kind: 'authenticator',
          createdAt: null,
          deviceTag: 'SoftwareTokenActivated',
          phoneAppVersion: '6.2611.1',
        } as const)
      : ({
          ...base,
          kind: 'fido2',
          createdAt: tenant.clock.now(),
          aaGuid: AUTHENTICATOR_AAGUID,
          model: 'Microsoft Authenticator',
          attestationLevel: 'notAttested',
          passkeyType: 'deviceBound',
          credential: null,
        } as const);
  tenant.methods.set(person.id, [...methodsOf(tenant, person.id), method]);
  const reason =
    method.kind === 'fido2'
      ? 'User registered Fido'
      : 'User registered Authenticator App with Notification and Code';
  audit(tenant, {
    activity: 'User registered security info',
    service: 'Authentication Methods',
    category: 'UserManagement',
    operation: 'Add',
    reason,
    by: { kind: 'user', id: person.id, userPrincipalName: person.userPrincipalName },
    targets: [personTarget(tenant, person.id)],
  });
  return [200, { id: method.id }];
}

function advance(tenant: Tenant, body: unknown): Answer {
  const parsed = minutes.safeParse(body);
  if (!parsed.success) return [400, { message: 'minutes must be a number of 0 or more.' }];
  tenant.clock.advance(parsed.data.minutes);
  return [200, { now: instant(tenant.clock.now()) }];
}

function setFaults(faults: FaultInjector, text: string): Answer {
  const read = readFaults(text);
  if (!read.ok) return [400, { message: `faults: ${read.message}` }];
  faults.replace(read.faults);
  return [200, { faults: read.faults.length }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function act(deps: ControlDependencies, key: string, text: string): Answer {
  switch (key) {
    case 'GET /simulator/state':
      return state(deps.tenant);
    case 'GET /simulator/issued-passes':
      return [200, { passes: deps.tenant.issuedPasses }];
    case 'POST /simulator/faults':
      return setFaults(deps.faults, text);
    case 'POST /simulator/advance':
      return advance(deps.tenant, parse(text));
    case 'POST /simulator/phone':
      return registerOnPhone(deps.tenant, parse(text));
    default:
      return [404, { message: 'There is no such control.' }];
  }
}

/**
 * Serves `/simulator/…`, for whoever holds the admin token: what is live, faults, the clock, a person's phone, and
 * the texts of all passes ever issued, so that a test can search for them where they must not be.
 */
export function createControl(deps: ControlDependencies): (exchange: Exchange) => Promise<void> {
  return async ({ request, response, url }) => {
    if (request.headers.authorization !== `Bearer ${deps.adminToken}`) {
      sendJson(response, 401, { message: 'The admin token is needed.' });
      return;
    }
    const text = (await readBody(request)).toString('utf8');
    const [status, body] = act(deps, `${request.method ?? 'GET'} ${url.pathname}`, text);
    sendJson(response, status, body);
  };
}
