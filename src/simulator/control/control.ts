import { z } from 'zod';
import { readFaults } from '../faults/fault.ts';
import type { FaultInjector } from '../faults/injector.ts';
import { instant } from '../tenant/clock.ts';
import { isLive, passOf } from '../tenant/passes.ts';
import { methodsOf, type Tenant } from '../tenant/tenant.ts';
import { readBody, sendJson, type Exchange } from '../wire/exchange.ts';
import { changeTenant } from './changes.ts';
import { approveOnPhone, changePasswordOnPhone, registerOnPhone, signInOnPhone } from './phone.ts';

export interface ControlDependencies {
  readonly tenant: Tenant;
  readonly faults: FaultInjector;
  readonly adminToken: string;
}

/** Status and body. */
export type Answer = readonly [status: number, body: unknown];

/** By name: in a tenant that was set up during the simulation they have other ids than usual. */
const passGroupNames: ReadonlySet<string> = new Set([
  'TAP-Onboarding-Users',
  'TAP-Recovery-Users',
  'TAP-Privileged-Emergency',
]);

/** Memberships of the pass groups that were made after the simulation began and are still there. */
function strayMemberships(tenant: Tenant) {
  return [...tenant.groups.values()]
    .filter((group) => passGroupNames.has(group.displayName))
    .flatMap(({ id: groupId, members }) =>
      [...members].filter(([, joined]) => joined > 0).map(([userId]) => ({ groupId, userId })),
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
    case 'POST /simulator/change':
      return changeTenant(deps.tenant, parse(text));
    case 'POST /simulator/phone':
      return registerOnPhone(deps.tenant, parse(text));
    case 'POST /simulator/phone/approve':
      return approveOnPhone(deps.tenant, parse(text));
    case 'POST /simulator/phone/password':
      return changePasswordOnPhone(deps.tenant, parse(text));
    case 'POST /simulator/phone/sign-in':
      return signInOnPhone(deps.tenant, parse(text));
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
