import { audit, personTarget } from '../../tenant/logs.ts';
import { activeRolesOf } from '../../tenant/membership.ts';
import type { Look, Person } from '../../tenant/model.ts';
import { mayManageMethods } from '../../tenant/privilege.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { findPerson } from '../../tenant/tenant.ts';
import { drawPortrait } from '../../town/portrait.ts';
import { holds, param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { directoryDenied, GraphFailure, notFound } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { initiatorOf } from '../initiator.ts';
import { showUser, userDefaults } from '../show.ts';

/** The person named in the path by id or user principal name. */
export function personIn(call: Call): Person {
  const key = param(call, 'user');
  const person = findPerson(call.tenant, key);
  if (person === undefined) throw notFound(key);
  return person;
}

const basic = new Set(['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName']);

/**
 * A permission and, for people, a role of its own: no other role reads these, not even Global Administrator. Source:
 * Entra, "manage access to custom security attributes".
 */
function readsSecurityAttributes({ caller, tenant }: Call): boolean {
  const permitted = holds(caller, 'CustomSecAttributeAssignment.Read.All');
  return (
    permitted &&
    (caller.kind === 'app' || activeRolesOf(tenant, caller.id).has(ROLE.attributeAssignmentReader))
  );
}

/** What the caller may see of it: what may not be seen is left out without a word. */
function visible(call: Call, whole: Shown): Shown {
  const shown = readsSecurityAttributes(call) ? whole : { ...whole, customSecurityAttributes: undefined };
  const { caller } = call;
  const own = caller.kind === 'user' && caller.id === shown['id'];
  const full = own || ['User.Read.All', 'Directory.Read.All'].some((name) => holds(caller, name));
  if (full) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([key, value]) => [key, basic.has(key) ? value : null]),
  );
}

function listUsers(call: Call): Reply {
  const { caller } = call;
  const filter = call.query.get('$filter') ?? '';
  if (/employeeId|onPremisesExtensionAttributes|extension_/.test(filter)) {
    const full = ['User.Read.All', 'Directory.Read.All'].some((name) => holds(caller, name));
    if (!full) throw directoryDenied();
  }
  if (filter.includes('customSecurityAttributes') && !readsSecurityAttributes(call)) throw directoryDenied();
  const items = [...call.tenant.people.values()].map((person) => visible(call, showUser(person)));
  return answerCollection(call, { name: 'users', items, defaults: userDefaults });
}

const getUser = (call: Call): Reply =>
  answerEntity(call, 'users', { item: visible(call, showUser(personIn(call))), defaults: userDefaults });

function getMe(call: Call): Reply {
  if (call.caller.kind === 'app') {
    throw new GraphFailure(400, {
      code: 'BadRequest',
      message: '/me request is only valid with delegated authentication flow.',
    });
  }
  const person = call.tenant.people.get(call.caller.id);
  if (person === undefined) throw notFound(call.caller.id);
  return answerEntity(call, 'users', { item: showUser(person), defaults: userDefaults });
}

const portraits = new WeakMap<Look, Uint8Array>();

/** Drawn once: drawing takes longer than everything else in an answer. */
function portraitOf(look: Look): Uint8Array {
  const drawn = portraits.get(look) ?? drawPortrait(look);
  portraits.set(look, drawn);
  return drawn;
}

function getPhoto(call: Call): Reply {
  const person = personIn(call);
  if (person.look === null) {
    throw new GraphFailure(404, {
      code: 'ImageNotFound',
      message: 'Exception of type ImageNotFound was thrown.',
    });
  }
  return { status: 200, binary: { type: 'image/png', bytes: portraitOf(person.look) } };
}

function revokeSessions(call: Call): Reply {
  const person = personIn(call);
  const { caller, tenant } = call;
  const allowed =
    caller.kind === 'app' ||
    caller.id === person.id ||
    mayManageMethods(tenant, caller.id, person.id) ||
    activeRolesOf(tenant, caller.id).has('fe930be7-5e62-47db-91af-98c3a49a38b1');
  if (!allowed) throw directoryDenied();
  person.sessionsValidFrom = tenant.clock.now();
  audit(tenant, {
    activity: 'Update StsRefreshTokenValidFrom Timestamp',
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Update',
    reason: '',
    by: initiatorOf(call),
    targets: [personTarget(tenant, person.id)],
  });
  return {
    status: 200,
    body: { '@odata.context': `${call.origin}/${call.version}/$metadata#Edm.Boolean`, value: true },
  };
}

const readers = ['User.Read.All', 'User.ReadBasic.All', 'Directory.Read.All'];
const photoReaders = [...readers, 'ProfilePhoto.Read.All'];

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/me', scopes: ['User.Read', ...readers], handle: getMe },
  { method: 'GET', path: '/users', scopes: readers, handle: listUsers },
  { method: 'GET', path: '/users/:user', scopes: readers, handle: getUser },
  { method: 'GET', path: '/users/:user/photo/$value', scopes: photoReaders, handle: getPhoto },
  { method: 'GET', path: '/users/:user/photos/:size/$value', scopes: photoReaders, handle: getPhoto },
  {
    method: 'POST',
    path: '/users/:user/revokeSignInSessions',
    scopes: ['User.RevokeSessions.All'],
    handle: revokeSessions,
  },
];
