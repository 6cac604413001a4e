import type { Person } from '../tenant/model.ts';
import { askPhone, promptState, type PhonePrompt } from '../tenant/phone-prompts.ts';
import { maySignInByPhone } from '../tenant/registering.ts';
import { methodsOf, type Tenant } from '../tenant/tenant.ts';
import { sendJson, type Exchange } from '../wire/exchange.ts';
import type { CompletedSignIn } from './sign-ins.ts';

/** The part of a visit to the sign-in page that the phone has to do with. */
export interface PhoneVisit {
  readonly person: Person | undefined;
  error: string;
  /** What the phone was asked; undefined while it was not, or has said no. */
  prompt: PhonePrompt | undefined;
}

/** Whether somebody can sign in by approving on the phone, without a password. */
export const hasPhone = (tenant: Tenant, person: Person): boolean =>
  maySignInByPhone(tenant, person.id) &&
  methodsOf(tenant, person.id).some((method) => method.kind === 'authenticator');

const errors = {
  waiting: 'Your phone has not answered yet. Send the request again. (AADSTS500121)',
  denied: 'We did not get your approval. Send the request again. (AADSTS500121)',
  over: 'The request has ended. Send it again. (AADSTS500121)',
} as const;

/** The number to type at the phone, which is asked when the step comes; empty after it has said no. */
export function showNumber(tenant: Tenant, visit: PhoneVisit): string {
  if (visit.person !== undefined && visit.error === '') visit.prompt ??= askPhone(tenant, visit.person.id);
  return visit.prompt?.number ?? '';
}

/** Signs in when the phone has approved; else says why not, and asks again at the next try. */
export function tryPhone(tenant: Tenant, visit: PhoneVisit): CompletedSignIn | undefined {
  const { person, prompt } = visit;
  visit.prompt = undefined;
  if (person === undefined || prompt === undefined || !hasPhone(tenant, person)) return undefined;
  const state = promptState(tenant, prompt);
  if (state === 'approved') return { userId: person.id, method: 'authenticator' };
  visit.error = errors[state];
  return undefined;
}

/** What the page asks while it waits for the phone. */
export function tellPrompt(tenant: Tenant, { response }: Exchange, prompt: PhonePrompt | undefined): void {
  sendJson(response, 200, { state: prompt === undefined ? 'none' : promptState(tenant, prompt) });
}
