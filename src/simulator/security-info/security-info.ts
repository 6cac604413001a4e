import { creationOptions, verifyAttestation } from '../identity/passkeys.ts';
import { audit, personTarget } from '../tenant/logs.ts';
import type { Fido2Method, Person, SignIn } from '../tenant/model.ts';
import { isInterrupted } from '../tenant/pass-barred.ts';
import { maySetPasskeysUp } from '../tenant/registering.ts';
import { addMethod, findPerson, methodsOf, type Tenant } from '../tenant/tenant.ts';
import { readForm, redirect, sendHtml, sendJson, type Exchange } from '../wire/exchange.ts';
import { servePassword } from './password.ts';
import { interruptPage, keyNamePage, securityInfoPage } from './page.ts';
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

const isTooOld = (tenant: Tenant, signIn: SignIn) => tenant.clock.now() - signIn.at > REGISTRATION_WINDOW_MS;

/** Why somebody may not register anything now, in words for that person. */
function refusalOf(tenant: Tenant, visit: Visit): { text: string; signInAgain: boolean } | undefined {
  const { signIn, person } = visit;
  if (person.userType === 'Guest')
    return { text: 'Guests cannot register a passkey here.', signInAgain: false };
  if (!maySetPasskeysUp(tenant, person.id)) {
    return { text: 'Your organization does not allow passkeys.', signInAgain: false };
  }
  if (signIn.method === 'pass' && isInterrupted(tenant, person.id)) {
    return { text: 'Passkeys cannot be set up while you have to register at sign-in.', signInAgain: false };
  }
  if (signIn.method === 'password') {
    return {
      text: 'A password alone is not enough to register a passkey. Sign in with a Temporary Access Pass or a passkey.',
      signInAgain: false,
    };
  }
  return isTooOld(tenant, signIn)
    ? { text: 'Your sign-in is too old to register a passkey. Sign in again.', signInAgain: true }
    : undefined;
}

function showPage(tenant: Tenant, visit: Visit): void {
  const { registration, person, signIn } = visit;
  if (signIn.method === 'pass' && isInterrupted(tenant, person.id)) {
    sendHtml(visit.exchange.response, 200, interruptPage(person.userPrincipalName));
    return;
  }
  const view = { userPrincipalName: person.userPrincipalName, methods: methodsOf(tenant, person.id) };
  const page = securityInfoPage({ ...view, error: registration.error, registered: registration.registered });
  registration.error = '';
  sendHtml(visit.exchange.response, 200, page);
}

async function offerOptions(tenant: Tenant, visit: Visit): Promise<void> {
  const { response } = visit.exchange;
  const refusal = refusalOf(tenant, visit);
  if (refusal !== undefined) {
    sendJson(response, 403, { message: refusal.text });
    return;
  }
  const options = await creationOptions(tenant, visit.person);
  visit.registration.challenge = options.challenge;
  sendJson(response, 200, options);
}

async function takeAttestation(deps: SessionDependencies, visit: Visit): Promise<void> {
  const { exchange, registration } = visit;
  const form = await readForm(exchange.request);
  const refusal = refusalOf(deps.tenant, visit);
  const ceremony = { origin: deps.origin, challenge: registration.challenge, userId: visit.person.id };
  registration.challenge = '';
  const outcome =
    refusal === undefined
      ? await verifyAttestation(deps.tenant, form.get('attestation') ?? '', ceremony)
      : { problem: refusal.text };
  if ('problem' in outcome) {
    registration.error = outcome.problem;
    redirect(exchange.response, '/security-info');
    return;
  }
  registration.verified = outcome;
  redirect(exchange.response, '/security-info/passkey/name');
}

function store(tenant: Tenant, person: Person, passkey: Fido2Method): void {
  addMethod(tenant, person.id, passkey);
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
  if (verified === undefined) {
    redirect(exchange.response, '/security-info');
    return;
  }
  if (exchange.request.method !== 'POST') {
    sendHtml(exchange.response, 200, keyNamePage('My security key'));
    return;
  }
  const name = ((await readForm(exchange.request)).get('name') ?? '').trim().slice(0, 30);
  const displayName = name === '' ? 'My security key' : name;
  store(tenant, person, { ...verified, displayName, createdAt: tenant.clock.now() });
  registration.verified = undefined;
  registration.registered = displayName;
  redirect(exchange.response, '/security-info/registered');
}

/** Whether the address names somebody other than who is signed in. */
function namesSomebodyElse(tenant: Tenant, loginHint: string, signIn: SignIn | undefined): boolean {
  const hinted = loginHint === '' ? undefined : findPerson(tenant, loginHint);
  return hinted !== undefined && hinted.id !== signIn?.userId;
}

/** Which sign-in the visitor comes with; undefined when the browser was sent to sign in instead. */
function admit(tenant: Tenant, sessions: PageSessions, exchange: Exchange): SignIn | undefined {
  const loginHint = exchange.url.searchParams.get('login_hint') ?? '';
  const signIn = sessions.signInOf(exchange);
  if (signIn === undefined || namesSomebodyElse(tenant, loginHint, signIn)) {
    sessions.sendToSignIn(exchange, { loginHint, again: false });
    return undefined;
  }
  if (!isTooOld(tenant, signIn)) return signIn;
  const who = tenant.people.get(signIn.userId)?.userPrincipalName ?? '';
  sessions.sendToSignIn(exchange, { loginHint: who, again: true });
  return undefined;
}

async function route(deps: SessionDependencies, visit: Visit): Promise<void> {
  const { pathname } = visit.exchange.url;
  const key = `${visit.exchange.request.method ?? 'GET'} ${pathname}`;
  if (key === 'POST /security-info/passkey/options') return offerOptions(deps.tenant, visit);
  if (key === 'POST /security-info/passkey') return takeAttestation(deps, visit);
  if (pathname === '/security-info/password') return servePassword(deps.tenant, visit);
  if (pathname === '/security-info/passkey/name') return nameKey(deps.tenant, visit);
  if (pathname === '/security-info/registered') {
    showPage(deps.tenant, visit);
    return;
  }
  visit.registration.registered = undefined;
  showPage(deps.tenant, visit);
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
