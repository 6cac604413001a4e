import { audit, personTarget } from '../tenant/logs.ts';
import type { Person, SignIn } from '../tenant/model.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { document, html, nothing } from '../wire/html.ts';
import { readForm, redirect, sendHtml, type Exchange } from '../wire/exchange.ts';

/** Entra's least for passwords of the cloud. */
const SHORTEST = 8;

interface PasswordVisit {
  readonly exchange: Exchange;
  readonly signIn: SignIn;
  readonly person: Person;
}

function passwordPage(person: Person, shown: { readonly error: string; readonly done: boolean }): string {
  return document({
    title: 'Change your password',
    body: html`<h1>Change your password</h1>
      <p class="who" id="who">${person.userPrincipalName}</p>
      <p id="error" role="alert">${shown.error}</p>
      ${shown.done ? html`<p id="changed" class="done" role="status">Done. Your password was changed.</p>` : nothing}
      <form method="post" action="/security-info/password" autocomplete="off">
        <label for="new-password">New password</label>
        <input
          id="new-password"
          name="password"
          type="password"
          autocomplete="new-password"
          autofocus
          required
        />
        <label for="again">Once more</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required />
        <div class="actions"><button id="submit">Submit</button></div>
      </form>`,
  });
}

function complaint(signIn: SignIn, form: ReadonlyMap<string, string>): string | undefined {
  const password = form.get('password') ?? '';
  if (signIn.method === 'password') return 'Sign in with a stronger method to change your password here.';
  // Entra, combined registration: a pass is no substitute for the password that somebody does not know.
  if (signIn.method === 'pass') return 'A Temporary Access Pass is not enough to change your password.';
  if (password.length < SHORTEST) return 'Your password is too short.';
  return password === form.get('again') ? undefined : 'The passwords do not match.';
}

/** Sets the password; the user says when (Graph: lastPasswordChangeDateTime), the method does not. */
export function changePassword(tenant: Tenant, person: Person, password: string): void {
  person.password = password;
  person.passwordChangedAt = tenant.clock.now();
  audit(tenant, {
    activity: 'Change user password',
    service: 'Core Directory',
    category: 'UserManagement',
    operation: 'Update',
    reason: '',
    by: { kind: 'user', id: person.id, userPrincipalName: person.userPrincipalName },
    targets: [personTarget(tenant, person.id)],
  });
}

/** Serves `/security-info/password`: the page on which somebody sets a new password. */
export async function servePassword(tenant: Tenant, visit: PasswordVisit): Promise<void> {
  const { exchange, person, signIn } = visit;
  const { request, response, url } = exchange;
  if (request.method !== 'POST') {
    sendHtml(response, 200, passwordPage(person, { error: '', done: url.searchParams.has('changed') }));
    return;
  }
  const form = await readForm(request);
  const error = complaint(signIn, form);
  if (error !== undefined) {
    sendHtml(response, 200, passwordPage(person, { error, done: false }));
    return;
  }
  changePassword(tenant, person, form.get('password') ?? '');
  redirect(response, '/security-info/password?changed');
}
