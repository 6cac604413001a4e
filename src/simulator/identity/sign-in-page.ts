import { document, html, nothing, type Html } from '../wire/html.ts';

/** The step of the sign-in page somebody is at. */
export type SignInStep = 'username' | 'pass' | 'password' | 'passkey' | 'phone' | 'stopped';

export interface SignInView {
  readonly action: string;
  readonly step: SignInStep;
  readonly username: string;
  readonly error: string;
  /** Ways that can be chosen instead of the one shown. */
  readonly others: {
    readonly pass: boolean;
    readonly password: boolean;
    readonly passkey: boolean;
    readonly phone: boolean;
  };
  /** What has to be typed on the phone; empty at every other step. */
  readonly number: string;
  /** WebAuthn request options as JSON. */
  readonly passkeyOptions: string;
}

const error = (text: string): Html => html`<p id="error" role="alert">${text}</p>`;

/** While the phone is asked, a script of its own waits for the answer. */
function phoneStep(view: SignInView): Html {
  const asked = html`<script type="module" src="/simulator/assets/sign-in-phone.mjs"></script>
    <p>Open your Authenticator app and enter this number:</p>
    <p id="phone-number" class="number">${view.number}</p>`;
  return html`<p class="who">${view.username}</p>
    <h1>Approve sign-in on your phone</h1>
    ${error(view.error)}${view.number === '' ? nothing : asked}
    <div class="actions"><button id="phone-again" name="step" value="phone">Send it again</button></div>`;
}

function step(view: SignInView): Html {
  switch (view.step) {
    case 'username':
      return html`<h1>Sign in</h1>
        ${error(view.error)}
        <label for="username">User name</label>
        <input
          id="username"
          name="username"
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          value="${view.username}"
          autofocus
          required
        />
        <div class="actions"><button id="next" name="step" value="username">Next</button></div>`;
    case 'pass':
      return html`<p class="who">${view.username}</p>
        <h1>Enter Temporary Access Pass</h1>
        ${error(view.error)}
        <label for="pass">Temporary Access Pass</label>
        <input id="pass" name="pass" type="password" autocomplete="off" autofocus required />
        <div class="actions"><button id="submit" name="step" value="pass">Sign in</button></div>`;
    case 'password':
      return html`<p class="who">${view.username}</p>
        <h1>Enter password</h1>
        ${error(view.error)}
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="off" autofocus required />
        <div class="actions"><button id="submit" name="step" value="password">Sign in</button></div>`;
    case 'passkey':
      return html`<p class="who">${view.username}</p>
        <h1>Face, fingerprint, PIN or security key</h1>
        ${error(view.error)}
        <p>Your device will ask for your passkey.</p>
        <div class="actions">
          <button id="use-passkey" type="button" autofocus>Use your passkey</button>
        </div>`;
    case 'phone':
      return phoneStep(view);
    case 'stopped':
      return html`<p class="who">${view.username}</p>
        <h1>You cannot sign in like this</h1>
        ${error(view.error)}`;
  }
}

function others(view: SignInView): Html {
  const { pass, password, passkey, phone } = view.others;
  return html`<div class="others">
    ${pass ? html`<button class="quiet" id="use-pass" name="switch" value="pass" formnovalidate>Use a Temporary Access Pass</button>` : nothing}
    ${password ? html`<button class="quiet" id="use-password" name="switch" value="password" formnovalidate>Use a password</button>` : nothing}
    ${phone ? html`<button class="quiet" id="use-phone" name="switch" value="phone" formnovalidate>Approve on my phone</button>` : nothing}
    ${passkey ? html`<button class="quiet" id="use-passkey" type="button">Use a passkey or security key</button>` : nothing}
  </div>`;
}

/** The sign-in page: one step at a time, works without script but for the passkey and the phone. */
export function signInPage(view: SignInView): string {
  return document({
    title: 'Sign in',
    script: 'sign-in',
    body: html`<form id="signin-form" method="post" action="${view.action}" autocomplete="off">
        ${step(view)}${others(view)}
      </form>
      <form id="passkey-form" method="post" action="${view.action}" data-options="${view.passkeyOptions}">
        <input type="hidden" name="step" value="passkey" /><input type="hidden" name="assertion" value="" />
      </form>`,
  });
}
