import type Provider from 'oidc-provider';
import { logSignIn } from '../tenant/logs.ts';
import type { Person } from '../tenant/model.ts';
import { barredWithPass } from '../tenant/pass-barred.ts';
import { passOf, usabilityOf, usePass } from '../tenant/passes.ts';
import type { PhonePrompt } from '../tenant/phone-prompts.ts';
import { findPerson, type Tenant } from '../tenant/tenant.ts';
import { PAGE_CLIENT_ID } from '../town/applications.ts';
import { readForm, redirect, sendHtml, type Exchange } from '../wire/exchange.ts';
import { hasPhone, showNumber, tellPrompt, tryPhone } from './phone-step.ts';
import { readClaims, wantedContexts } from './parameters.ts';
import { passkeysOf, requestOptions, verifyPasskey } from './passkeys.ts';
import { signInPage, type SignInStep, type SignInView } from './sign-in-page.ts';
import { rememberSignIn, type CompletedSignIn } from './sign-ins.ts';

export interface SignInDependencies {
  readonly tenant: Tenant;
  readonly provider: Provider;
  readonly origin: string;
  readonly appNames: ReadonlyMap<string, string>;
}

/** Where somebody is on the sign-in page. */
interface Visit {
  person: Person | undefined;
  typed: string;
  step: SignInStep;
  error: string;
  challenge: string;
  /** What the phone was asked; undefined while it was not. */
  prompt: PhonePrompt | undefined;
  /** The application that is signed in to. */
  readonly appId: string;
  /** An authentication context was asked for: only a passkey meets it. */
  readonly passkeyOnly: boolean;
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The way that is offered first: a usable pass, then a passkey, then the password, or the phone where there is none. */
function firstStep(tenant: Tenant, person: Person, passkeyOnly: boolean): SignInStep {
  const pass = passOf(tenant, person.id);
  if (!passkeyOnly && pass !== undefined && usabilityOf(tenant, person.id, pass) === 'EnabledByPolicy')
    return 'pass';
  if (passkeysOf(tenant, person.id).length > 0) return 'passkey';
  if (passkeyOnly) return 'stopped';
  return person.password === null && hasPhone(tenant, person) ? 'phone' : 'password';
}

function enterName(tenant: Tenant, visit: Visit, typed: string): void {
  const person = findPerson(tenant, typed.trim());
  visit.typed = typed.trim();
  visit.person = undefined;
  visit.step = 'username';
  if (person === undefined) {
    visit.error = "We couldn't find an account with that user name. (AADSTS50034)";
  } else if (!person.accountEnabled) {
    visit.error = 'Your account has been disabled. (AADSTS50057)';
  } else {
    visit.person = person;
    visit.typed = person.userPrincipalName;
    visit.step = firstStep(tenant, person, visit.passkeyOnly);
    visit.error =
      visit.step === 'stopped' ? 'This sign-in needs a passkey, and you have none yet. (AADSTS50076)' : '';
  }
}

const appOf = ({ params: { client_id: id } }: Details): string => (typeof id === 'string' ? id : '');

function newVisit(tenant: Tenant, details: Details): Visit {
  const { login_hint: hint, claims } = details.params;
  const visit: Visit = {
    person: undefined,
    typed: '',
    step: 'username',
    error: '',
    challenge: '',
    prompt: undefined,
    appId: appOf(details),
    passkeyOnly: wantedContexts(readClaims(claims)).length > 0,
  };
  if (typeof hint === 'string') enterName(tenant, visit, hint);
  return visit;
}

/** Ways that can be chosen instead of the one shown. */
function othersFor(tenant: Tenant, { person, step, passkeyOnly }: Visit): SignInView['others'] {
  const passkey = person === undefined || passkeysOf(tenant, person.id).length > 0;
  if (person === undefined || passkeyOnly) {
    return { pass: false, password: false, phone: false, passkey: passkey && step !== 'passkey' };
  }
  return {
    pass: step !== 'pass' && passOf(tenant, person.id) !== undefined,
    password: step !== 'password',
    passkey: passkey && step !== 'passkey',
    phone: step !== 'phone' && hasPhone(tenant, person),
  };
}

async function show(deps: SignInDependencies, exchange: Exchange, visit: Visit): Promise<void> {
  const { person, step } = visit;
  const options = await requestOptions(deps.tenant, person?.id);
  visit.challenge = options.challenge;
  const page = signInPage({
    action: exchange.url.pathname,
    step,
    username: visit.typed,
    error: visit.error,
    others: othersFor(deps.tenant, visit),
    number: step === 'phone' ? showNumber(deps.tenant, visit) : '',
    passkeyOptions: JSON.stringify(options),
  });
  visit.error = '';
  sendHtml(exchange.response, 200, page);
}

function tryPass(tenant: Tenant, visit: Visit, typed: string): CompletedSignIn | undefined {
  if (visit.person === undefined || visit.passkeyOnly) return undefined;
  const check = usePass(tenant, visit.person.id, typed.trim());
  if (check.kind === 'accepted') {
    // Only the page for registering: nothing else is done with a pass at this desk.
    const barred =
      visit.appId === PAGE_CLIENT_ID ? barredWithPass(tenant, visit.person.id, 'station') : undefined;
    if (barred === undefined) return { userId: visit.person.id, method: 'pass', pass: check.pass };
    visit.step = 'stopped';
    visit.error = `${barred.text} (${barred.code})`;
    return undefined;
  }
  visit.error = `${check.text} (${check.code})`;
  return undefined;
}

function tryPassword(visit: Visit, typed: string): CompletedSignIn | undefined {
  const { person } = visit;
  if (person === undefined || visit.passkeyOnly) return undefined;
  if (person.password !== null && person.password === typed) return { userId: person.id, method: 'password' };
  visit.error = 'Your account or password is incorrect. (AADSTS50126)';
  return undefined;
}

async function tryPasskey(
  deps: SignInDependencies,
  visit: Visit,
  text: string,
): Promise<CompletedSignIn | undefined> {
  const ceremony = { origin: deps.origin, challenge: visit.challenge };
  const userId = await verifyPasskey(deps.tenant, text, ceremony);
  const person = userId === undefined ? undefined : deps.tenant.people.get(userId);
  const fits = visit.person === undefined || visit.person.id === userId;
  if (person?.accountEnabled === true && fits) return { userId: person.id, method: 'fido2' };
  visit.error = 'We could not verify that passkey. (AADSTS135001)';
  return undefined;
}

function switchTo(tenant: Tenant, visit: Visit, wanted: string): void {
  const { person } = visit;
  const steps = ['pass', 'password', 'phone'] as const;
  const step = steps.find((one) => one === wanted);
  if (step === undefined || person === undefined || visit.passkeyOnly) return;
  if (step === 'phone' && !hasPhone(tenant, person)) return;
  visit.prompt = undefined;
  visit.step = step;
}

/** What each step's button submits. */
const tries: Readonly<
  Record<
    string,
    (
      deps: SignInDependencies,
      visit: Visit,
      form: ReadonlyMap<string, string>,
    ) => CompletedSignIn | undefined | Promise<CompletedSignIn | undefined>
  >
> = {
  username: ({ tenant }, visit, form) => {
    enterName(tenant, visit, form.get('username') ?? '');
    return undefined;
  },
  pass: ({ tenant }, visit, form) => tryPass(tenant, visit, form.get('pass') ?? ''),
  password: (_deps, visit, form) => tryPassword(visit, form.get('password') ?? ''),
  phone: ({ tenant }, visit) => (visit.passkeyOnly ? undefined : tryPhone(tenant, visit)),
  passkey: (deps, visit, form) => tryPasskey(deps, visit, form.get('assertion') ?? ''),
};

async function submit(deps: SignInDependencies, visit: Visit, form: ReadonlyMap<string, string>) {
  const wanted = form.get('switch');
  if (wanted !== undefined) {
    switchTo(deps.tenant, visit, wanted);
    return undefined;
  }
  return tries[form.get('step') ?? '']?.(deps, visit, form);
}

interface Finished {
  readonly details: Details;
  readonly done: CompletedSignIn;
}

async function finish(
  deps: SignInDependencies,
  exchange: Exchange,
  { details, done }: Finished,
): Promise<void> {
  const signIn = rememberSignIn(deps.tenant, done);
  const appId = appOf(details);
  logSignIn(deps.tenant, {
    signIn,
    appId,
    appDisplayName: deps.appNames.get(appId) ?? 'Unknown application',
    registers: appId === PAGE_CLIENT_ID,
  });
  const location = await deps.provider.interactionResult(exchange.request, exchange.response, {
    login: { accountId: done.userId, acr: signIn.id, remember: false },
  });
  redirect(exchange.response, location);
}

/**
 * Serves `/signin/{id}`: GET shows the step somebody is at, POST submits it and redirects. `/signin/{id}/phone` tells
 * whether the phone has answered.
 */
export function createSignIn(deps: SignInDependencies): (exchange: Exchange) => Promise<void> {
  const visits = new Map<string, Visit>();
  return async (exchange) => {
    const { request, response } = exchange;
    const details = await deps.provider.interactionDetails(request, response).catch(() => undefined);
    if (details?.uid !== exchange.url.pathname.split('/')[2] || details === undefined) {
      sendHtml(response, 400, 'This sign-in has ended. Start again.');
      return;
    }
    const visit = visits.get(details.uid) ?? newVisit(deps.tenant, details);
    visits.set(details.uid, visit);
    if (request.method !== 'POST' && exchange.url.pathname.endsWith('/phone')) {
      tellPrompt(deps.tenant, exchange, visit.prompt);
      return;
    }
    if (request.method !== 'POST') return show(deps, exchange, visit);
    const done = await submit(deps, visit, await readForm(request));
    if (done === undefined) {
      redirect(response, `/signin/${details.uid}`);
      return;
    }
    visits.delete(details.uid);
    return finish(deps, exchange, { details, done });
  };
}
