import type { Method } from '../tenant/model.ts';
import { document, html, nothing, type Html } from '../wire/html.ts';

function describe(method: Method): { name: string; detail: string } | undefined {
  switch (method.kind) {
    case 'password':
      return { name: 'Password', detail: '' };
    case 'fido2':
      return { name: method.displayName, detail: 'Passkey' };
    case 'authenticator':
      return { name: 'Microsoft Authenticator', detail: method.displayName };
    case 'phone':
      return { name: 'Phone', detail: `ends with ${method.phoneNumber.slice(-2)}` };
    case 'pass':
      return undefined;
  }
}

const item = (method: Method): Html => {
  const described = describe(method);
  if (described === undefined) return nothing;
  return html`<li data-kind="${method.kind}">${described.name}<small>${described.detail}</small></li>`;
};

export interface SecurityInfoView {
  readonly userPrincipalName: string;
  readonly methods: readonly Method[];
  readonly error: string;
  /** Set right after a passkey was registered: its name. */
  readonly registered: string | undefined;
}

/** What a person sees of the own methods, with the one thing that can be added here. */
export function securityInfoPage(view: SecurityInfoView): string {
  return document({
    title: 'Security info',
    script: 'security-info',
    wide: true,
    body: html`<h1>Security info</h1>
      <p class="who" id="who">${view.userPrincipalName}</p>
      <p id="error" role="alert">${view.error}</p>
      ${view.registered === undefined ? nothing : html`<p id="registered" class="done" role="status">Done. "${view.registered}" is registered. You can use it to sign in from now on.</p>`}
      <h2>Your sign-in methods</h2>
      <ul class="methods" id="methods">
        ${view.methods.map(item)}
      </ul>
      <div class="actions">
        <button id="add-passkey" type="button" ${view.registered === undefined ? html` autofocus` : nothing}>
          Add a security key or passkey
        </button>
      </div>
      <form id="attestation-form" method="post" action="/security-info/passkey">
        <input type="hidden" name="attestation" value="" />
      </form>`,
  });
}

/** Whoever has to register at sign-in gets no further before they have; there is no passkey among what they can add. */
export function interruptPage(userPrincipalName: string): string {
  return document({
    title: 'More information required',
    wide: true,
    body: html`<h1>More information required</h1>
      <p class="who" id="who">${userPrincipalName}</p>
      <p id="interrupt">Your organization needs more information to keep your account secure.</p>
      <p>Set up Microsoft Authenticator on your phone: add a work account there and sign in.</p>`,
  });
}

/** Asks what the new passkey should be called. */
export function keyNamePage(suggested: string): string {
  return document({
    title: 'Name your passkey',
    body: html`<h1>Name your passkey</h1>
      <p>So that you can tell it from others later.</p>
      <form method="post" action="/security-info/passkey/name" autocomplete="off">
        <label for="key-name">Name</label>
        <input
          id="key-name"
          name="name"
          type="text"
          maxlength="30"
          autocomplete="off"
          value="${suggested}"
          autofocus
          required
        />
        <div class="actions"><button id="save">Save</button></div>
      </form>`,
  });
}
