import { creationOptions, verifyAttestation } from '../identity/passkeys.ts';
import { audit, personTarget } from '../tenant/logs.ts';
import type { Fido2Method, Person, SignIn } from '../tenant/model.ts';
import { findPerson, methodsOf, type Tenant } from '../tenant/tenant.ts';
import { readForm, redirect, sendHtml, sendJson, type Exchange } from '../wire/exchange.ts';
import { keyNamePage, securityInfoPage } from './page.ts';
import {
  createPageSessions,
  REGISTRATION_WINDOW_MS,
  type PageSessions,
  type SessionDependencies,
} from './session.ts';

/** What happens between "add" and "save", by sign-in. */
interface Registration {
  challenge: string;
  verified: Omit<Fido2Method, 'displayName' | 'createdAt'> | undefined;
  error: string;
  registered: string | undefined;
}

interface Visit {
  readonly exchange: Exchange;
  readonly signIn: SignIn;
  readonly person: Person;
  readonly registration: Registration;
}

/** Why somebody may not register anything now, in words for that person. */
function refusalOf(tenant: Tenant, visit: Visit): { text: string; signInAgain: boolean } | undefined {
  const { signIn, person } = visit;
  if (person.userType === 'Guest')
    return { text: 'Guests cannot register a passkey here.', signInAgain: false };
  if (tenant.policies.fido2.state !== 'enabled') {
    return { text: 'Your organization does not allow passkeys.', signInAgain: false };
  }
  if (signIn.method === 'password') {
    return {
      text: 'A password alone is not enough to register a passkey. Sign in with a Temporary Access Pass or a passkey.',
      signInAgain: false,
    };
  }
  const tooOld = tenant.clock.now() - signIn.at > REGISTRATION_WINDOW_MS;
  return tooOld
    ? { text: 'Your sign-in is too old to register a passkey. Sign in again.', signInAgain: true }
    : undefined;
}

function showPage(tenant: Tenant, visit: Visit): void {
  const { registration, person } = visit;
  const view = { userPrincipalName: person.userPrincipalName, methods: methodsOf(tenant, person.id) };
  const page = securityInfoPage({ ...view, error: registration.error, registered: registration.registered });
  registration.error = '';
  sendHtml(visit.exchange.response, 200, page);
}

async function offerOptions(tenant: Tenant, visit: Visit): Promise<void> {
  const { response } = visit.exchange;
  const refusal = refusalOf(tenant, visit);
  if (refusal !== undefined) return sendJson(response, 403, { message: refusal.text });
  const options = await creationOptions(tenant, visit.person);
  visit.registration.challenge = options.challenge;
  return sendJson(response, 200, options);
}

async function takeAttestation(deps: SessionDependencies, visit: Visit): Promise<void> {
  const { exchange, registration } = visit;
  const form = await readForm(exchange.request);
  const refusal = refusalOf(deps.tenant, visit);
  const ceremony = { origin: deps.origin, challenge: registration.challenge };
  registration.challenge = '';
  const outcome =
    refusal === undefined
      ? await verifyAttestation(deps.tenant, form.get('attestation') ?? '', ceremony)
      : { problem: refusal.text };
  if ('problem' in outcome) {
    registration.error = outcome.problem;
    return redirect(exchange.response, '/security-info');
  }
  registration.verified = outcome;
  return redirect(exchange.response, '/security-info/passkey/name');
}

function store(tenant: Tenant, person: Person, passkey: Fido2Method): void {
  tenant.methods.set(person.id, [...methodsOf(tenant, person.id), passkey]);
  const by = { kind: 'user', id: person.id, userPrincipalName: person.userPrincipalName } as const;
  const target = personTarget(tenant, person.id, { 'Fido2.AAGuid': passkey.aaGuid });
  audit(tenant, {
    activity: 'User registered security info',
    service: 'Authentication Methods',
    category: 'UserManagement',
    operation: 'Add',
    reason: 'User registered Fido',
    by,
    targets: [target],
  });
  audit(tenant, {
    activity: 'Add FIDO2 security key',
    service: 'Device Registration Service',
    category: 'UserManagement',
    operation: 'Add',
    reason: '',
    by,
    targets: [target],
  });
}

async function nameKey(tenant: Tenant, visit: Visit): Promise<void> {
  const { exchange, registration, person } = visit;
  const { verified } = registration;
  if (verified === undefined) return redirect(exchange.response, '/security-info');
  if (exchange.request.method !== 'POST')
    return sendHtml(exchange.response, 200, keyNamePage('My security key'));
  const name = ((await readForm(exchange.request)).get('name') ?? '').trim().slice(0, 30);
  const displayName = name === '' ? 'My security key' : name;
  store(tenant, person, { ...verified, displayName, createdAt: tenant.clock.now() });
  registration.verified = undefined;
  registration.registered = displayName;
  return redirect(exchange.response, '/security-info/registered');
}

/** Which sign-in the visitor comes with; undefined when the browser was sent to sign in instead. */
function admit(tenant: Tenant, sessions: PageSessions, exchange: Exchange): SignIn | undefined {
  const loginHint = exchange.url.searchParams.get('login_hint') ?? '';
  const signIn = sessions.signInOf(exchange);
  const hinted = loginHint === '' ? undefined : findPerson(tenant, loginHint);
  const somebodyElse = hinted !== undefined && hinted.id !== signIn?.userId;
  const tooOld = signIn !== undefined && tenant.clock.now() - signIn.at > REGISTRATION_WINDOW_MS;
  if (signIn === undefined || somebodyElse || tooOld) {
    const who =
      signIn === undefined || somebodyElse
        ? loginHint
        : (tenant.people.get(signIn.userId)?.userPrincipalName ?? '');
    sessions.sendToSignIn(exchange, { loginHint: who, again: tooOld && !somebodyElse });
    return undefined;
  }
  return signIn;
}

async function route(deps: SessionDependencies, visit: Visit): Promise<void> {
  const { pathname } = visit.exchange.url;
  const key = `${visit.exchange.request.method ?? 'GET'} ${pathname}`;
  if (key === 'POST /security-info/passkey/options') return offerOptions(deps.tenant, visit);
  if (key === 'POST /security-info/passkey') return takeAttestation(deps, visit);
  if (pathname === '/security-info/passkey/name') return nameKey(deps.tenant, visit);
  if (pathname === '/security-info/registered') return showPage(deps.tenant, visit);
  visit.registration.registered = undefined;
  return showPage(deps.tenant, visit);
}

/** Serves `/security-info` and what is under it. */
export function createSecurityInfo(deps: SessionDependencies): (exchange: Exchange) => Promise<void> {
  const { tenant } = deps;
  const sessions = createPageSessions(deps);
  const registrations = new Map<string, Registration>();
  return async (exchange) => {
    if (exchange.url.pathname === '/security-info/return') return sessions.comeBack(exchange);
    const signIn = admit(tenant, sessions, exchange);
    const person = signIn === undefined ? undefined : tenant.people.get(signIn.userId);
    if (signIn === undefined || person === undefined) return undefined;
    const registration = registrations.get(signIn.id) ?? {
      challenge: '',
      verified: undefined,
      error: '',
      registered: undefined,
    };
    registrations.set(signIn.id, registration);
    return route(deps, { exchange, signIn, person, registration });
  };
}
