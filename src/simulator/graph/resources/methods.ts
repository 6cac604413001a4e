import { z } from 'zod';
import { audit, personTarget } from '../../tenant/logs.ts';
import type { Method, PassMethod, Person } from '../../tenant/model.ts';
import { issuePass } from '../../tenant/passes.ts';
import { mayManageMethods, mayReadMethods } from '../../tenant/privilege.ts';
import { listedMethodsOf, methodsOf } from '../../tenant/tenant.ts';
import { instant } from '../../tenant/clock.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { GraphFailure, methodsDenied } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { methodTypes, showMethod, showPass } from '../show.ts';
import { personIn } from './users.ts';

type Kind = Method['kind'];

/** The person in the path, when the caller may read (or change) that person's methods. */
export function methodsTarget(call: Call, change: boolean): Person {
  const person = personIn(call);
  const { caller, tenant } = call;
  if (caller.kind === 'app') return person;
  const allowed = change
    ? mayManageMethods(tenant, caller.id, person.id)
    : mayReadMethods(tenant, caller.id, person.id);
  if (!allowed) throw methodsDenied();
  return person;
}

/** The `@odata.context` of something about a person's methods. */
export const methodsContext = (call: Call, rest: string) =>
  `${call.origin}/${call.version}/$metadata#users('${param(call, 'user')}')/authentication/${rest}`;

function listAll(call: Call): Reply {
  const person = methodsTarget(call, false);
  const value = listedMethodsOf(call.tenant, person.id).map((method) => ({
    '@odata.type': methodTypes[method.kind],
    ...showMethod(call.tenant, person.id, method),
  }));
  return { status: 200, body: { '@odata.context': methodsContext(call, 'methods'), value } };
}

/** Passes of oneself can be seen by nobody through this API, not even masked (Graph: not for the own account). */
function passesOfSelf(call: Call, kind: Kind, person: Person): boolean {
  return kind === 'pass' && call.caller.kind === 'user' && call.caller.id === person.id;
}

const listKind =
  (kind: Kind, segment: string) =>
  (call: Call): Reply => {
    const person = methodsTarget(call, false);
    if (passesOfSelf(call, kind, person)) throw methodsDenied();
    const mine = listedMethodsOf(call.tenant, person.id).filter((method) => method.kind === kind);
    const value = mine.map((method) => showMethod(call.tenant, person.id, method));
    return { status: 200, body: { '@odata.context': methodsContext(call, segment), value } };
  };

const gone = () => new GraphFailure(404, { code: 'resourceNotFound', message: 'Resource not found.' });

function find(call: Call, kind: Kind, person: Person): Method {
  const id = param(call, 'method');
  const found = listedMethodsOf(call.tenant, person.id).find(
    (method) => method.kind === kind && method.id === id,
  );
  if (found === undefined) throw gone();
  return found;
}

const getOne =
  (kind: Kind, segment: string) =>
  (call: Call): Reply => {
    const person = methodsTarget(call, false);
    if (passesOfSelf(call, kind, person)) throw methodsDenied();
    const method = find(call, kind, person);
    return {
      status: 200,
      body: {
        '@odata.context': `${methodsContext(call, segment)}/$entity`,
        ...showMethod(call.tenant, person.id, method),
      },
    };
  };

const reasons: Readonly<Record<Kind, string>> = {
  pass: 'Admin deleted temporary access pass method for user',
  fido2: 'Admin deleted Fido2 method for user',
  authenticator: 'Admin deleted authenticator app method for user',
  phone: 'Admin deleted phone method for user',
  password: 'Admin deleted password method for user',
};

const remove =
  (kind: Kind) =>
  (call: Call): Reply => {
    const person = methodsTarget(call, true);
    const method = find(call, kind, person);
    const { tenant } = call;
    tenant.methods.set(
      person.id,
      methodsOf(tenant, person.id).filter((one) => one !== method),
    );
    audit(tenant, {
      activity: 'Admin deleted security info',
      service: 'Authentication Methods',
      category: 'UserManagement',
      operation: 'Delete',
      reason: reasons[kind],
      by: initiatorOf(call),
      targets: [personTarget(tenant, person.id)],
    });
    return { status: 204 };
  };

const passBody = z.strictObject({
  '@odata.type': z.string().optional(),
  startDateTime: z.iso.datetime({ offset: true }).nullish(),
  lifetimeInMinutes: z.int().nullish(),
  isUsableOnce: z.boolean().nullish(),
});

function auditPass(call: Call, person: Person, pass: PassMethod): void {
  const by = initiatorOf(call);
  const asApp = by.kind === 'app';
  audit(call.tenant, {
    activity: asApp ? 'User registered security info' : 'Admin registered security info',
    service: 'Authentication Methods',
    category: 'UserManagement',
    operation: 'Add',
    reason: asApp
      ? 'User registered temporary access pass method'
      : 'Admin registered temporary access pass method for user',
    by,
    targets: [
      personTarget(call.tenant, person.id, {
        'TemporaryAccessPass.Id': pass.id,
        'TemporaryAccessPass.StartDateTime': instant(pass.startsAt),
        'TemporaryAccessPass.EndDateTime': instant(pass.startsAt + pass.lifetimeMinutes * 60_000),
        'TemporaryAccessPass.AccessPassUsage': pass.usableOnce ? 'Once' : 'Multiple',
      }),
    ],
  });
}

function createPass(call: Call): Reply {
  const person = methodsTarget(call, true);
  const parsed = passBody.safeParse(call.body ?? {});
  if (!parsed.success) {
    throw new GraphFailure(400, {
      code: 'badRequest',
      message: 'The request body is not valid for a temporary access pass.',
    });
  }
  const { startDateTime, lifetimeInMinutes, isUsableOnce } = parsed.data;
  const outcome = issuePass(call.tenant, person, {
    startsAt: startDateTime === undefined || startDateTime === null ? undefined : Date.parse(startDateTime),
    lifetimeMinutes: lifetimeInMinutes ?? undefined,
    usableOnce: isUsableOnce ?? undefined,
  });
  if (outcome.kind === 'refused')
    throw new GraphFailure(400, { code: 'badRequest', message: outcome.message });
  auditPass(call, person, outcome);
  return {
    status: 201,
    body: {
      '@odata.context': `${methodsContext(call, 'temporaryAccessPassMethods')}/$entity`,
      ...showPass(call.tenant, person.id, outcome),
      temporaryAccessPass: outcome.text,
    },
  };
}

const all = 'UserAuthenticationMethod';

/** Routes for one type of method; `narrow` is the name in its own permission. */
function kindRoutes(kind: Kind, segment: string, narrow: string): readonly Route[] {
  const read = [
    `UserAuthMethod-${narrow}.Read.All`,
    `UserAuthMethod-${narrow}.ReadWrite.All`,
    `${all}.Read.All`,
    `${all}.ReadWrite.All`,
  ];
  const path = `/users/:user/authentication/${segment}`;
  return [
    { method: 'GET', path, scopes: read, denial: 'methods', handle: listKind(kind, segment) },
    {
      method: 'GET',
      path: `${path}/:method`,
      scopes: read,
      denial: 'methods',
      handle: getOne(kind, segment),
    },
  ];
}

function deletable(kind: Kind, segment: string, narrow: string): Route {
  const scopes = [`UserAuthMethod-${narrow}.ReadWrite.All`, `${all}.ReadWrite.All`];
  return {
    method: 'DELETE',
    path: `/users/:user/authentication/${segment}/:method`,
    scopes,
    denial: 'methods',
    handle: remove(kind),
  };
}

export const methodRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users/:user/authentication/methods',
    scopes: [`${all}.Read.All`, `${all}.ReadWrite.All`],
    denial: 'methods',
    handle: listAll,
  },
  ...kindRoutes('pass', 'temporaryAccessPassMethods', 'TAP'),
  {
    method: 'POST',
    path: '/users/:user/authentication/temporaryAccessPassMethods',
    scopes: ['UserAuthMethod-TAP.ReadWrite.All', `${all}.ReadWrite.All`],
    denial: 'methods',
    handle: createPass,
  },
  deletable('pass', 'temporaryAccessPassMethods', 'TAP'),
  ...kindRoutes('fido2', 'fido2Methods', 'Passkey'),
  deletable('fido2', 'fido2Methods', 'Passkey'),
  ...kindRoutes('authenticator', 'microsoftAuthenticatorMethods', 'MicrosoftAuthApp'),
  deletable('authenticator', 'microsoftAuthenticatorMethods', 'MicrosoftAuthApp'),
  ...kindRoutes('phone', 'phoneMethods', 'Phone'),
  deletable('phone', 'phoneMethods', 'Phone'),
  ...kindRoutes('password', 'passwordMethods', 'Password'),
];
