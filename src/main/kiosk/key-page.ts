import { WebContentsView, type Session, type WebContents } from 'electron';
import type { KeyAsk, KeyFailure, KeyResult, MakeKey } from '../keys/index.ts';
import type { Logger } from '../log/index.ts';
import { createAddressTest } from './addresses.ts';
import type { DeskWindow } from './desk-window.ts';
import { guardContents, guardSession } from './guards/install.ts';
import type { Partitions } from './partitions.ts';
import { hardenedPreferences } from './preferences.ts';
import type { SimulatedKey } from './simulated-key.ts';
import type { After } from './watchdog.ts';
import { giveBackEmptied } from './wipe.ts';

export interface KeyPageOptions {
  readonly deskWindow: DeskWindow;
  readonly log: Logger;
  readonly after: After;
  readonly partitions: Partitions;
  /** A key for whoever tries the simulation; null on a real tenant. */
  readonly simulatedKey: SimulatedKey | null;
  /** How long people have, in milliseconds. */
  readonly patienceMs: number;
}

/** Empty but for a title: what the people read stands on the desk's own screen. */
const page = '<!doctype html><meta charset="utf-8"><title>Security key</title>';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; sandbox allow-scripts allow-same-origin",
};

/** Runs in the page. Its answer is the one thing that leaves it. Source: WebAuthn Level 3, 5.1.3. */
const ceremony = (ask: KeyAsk, timeout: number): string => `(async () => {
  const ask = ${JSON.stringify(ask)};
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  try {
    const made = await navigator.credentials.create({ publicKey: {
      rp: ask.rp, user: { ...ask.user, id: bytes(ask.user.id) }, challenge: bytes(ask.challenge), timeout: ${timeout},
      pubKeyCredParams: ask.algorithms.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: ask.exclude.map((id) => ({ type: 'public-key', id: bytes(id) })),
      authenticatorSelection: { authenticatorAttachment: 'cross-platform', residentKey: 'required',
        requireResidentKey: true, userVerification: 'required' },
      attestation: 'direct',
    } });
    const { clientDataJSON, attestationObject } = made.response;
    return { id: made.id, clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject),
      authenticatorData: text(made.response.getAuthenticatorData()) };
  } catch (error) { return error instanceof DOMException ? error.name : 'failed'; }
})()`;

const failures: Readonly<Record<string, KeyFailure>> = {
  NotAllowedError: 'not-made',
  AbortError: 'not-made',
  InvalidStateError: 'already-there',
};

const textAt = (value: object, name: string): string => {
  const found: unknown = Reflect.get(value, name);
  if (typeof found !== 'string') throw new TypeError(`the key page answered without ${name}`);
  return found;
};

const resultOf = (answer: unknown): KeyResult =>
  typeof answer === 'object' && answer !== null
    ? {
        made: {
          id: textAt(answer, 'id'),
          clientDataJSON: textAt(answer, 'clientDataJSON'),
          attestationObject: textAt(answer, 'attestationObject'),
          authenticatorData: textAt(answer, 'authenticatorData'),
        },
      }
    : { made: null, because: failures[String(answer)] ?? 'failed' };

/** A page of exactly the origin that the key is for, made by nobody but us: no server is asked for anything. */
const openPage = (options: KeyPageOptions, host: string, session: Session): WebContentsView => {
  const rules = { hosts: [host], resourceHosts: [], loopbackRedirect: false };
  const blocked = (hook: string, other: string): void =>
    options.log.warn('key.blocked', { hook, host: other });
  const context = { allows: createAddressTest(rules), blocked };
  guardSession(session, context);
  session.protocol.handle('https', ({ url }) =>
    url === `https://${host}/` ? new Response(page, { headers }) : new Response(null, { status: 404 }),
  );
  const view = new WebContentsView({ webPreferences: { ...hardenedPreferences, session } });
  guardContents(view.webContents, context);
  return view;
};

/** Settles when people had their time or the caller says stop: a call of WebAuthn may never do so by itself. */
const givenUp = ({ after, patienceMs }: KeyPageOptions, signal: AbortSignal): Promise<KeyResult> =>
  new Promise((resolve) => {
    const end = (): void => resolve({ made: null, because: 'not-made' });
    const cancel = after(patienceMs, end);
    signal.addEventListener('abort', () => {
      cancel();
      end();
    });
  });

const ask = async (contents: WebContents, { code, key }: { code: string; key: SimulatedKey | null }) => {
  await key?.plugInto(contents);
  contents.focus();
  const answer: unknown = await contents.executeJavaScript(code, true);
  await key?.unplug(contents);
  return resultOf(answer);
};

/**
 * Has a security key make a credential for the tenant's own sign-in page, by the platform's WebAuthn: on Windows in the
 * system's dialogs, which ask for the PIN or have one chosen; nothing of it passes here. The page for it has exactly that
 * origin, served from memory in a partition of its own, because a browser lets no other page do it.
 */
export const createMakeKey =
  (options: KeyPageOptions): MakeKey =>
  async (wanted, signal, person) => {
    const host = wanted.rp.id;
    const session = options.partitions.take();
    const view = openPage(options, host, session);
    const contents = view.webContents;
    // Beside the desk's own screen it needs no room, but a page without any has no focus.
    const place = options.deskWindow.attachGuest(view, () => ({ x: 0, y: 0, width: 1, height: 1 }));
    try {
      await contents.loadURL(`https://${host}/`);
      person.show('make');
      const code = ceremony(wanted, options.patienceMs);
      return await Promise.race([
        ask(contents, { code, key: options.simulatedKey }),
        givenUp(options, signal),
      ]);
    } catch (error) {
      options.log.warn('key.failed', { error: error instanceof Error ? error.name : 'unknown' });
      return { made: null, because: 'failed' };
    } finally {
      place.leave();
      if (!contents.isDestroyed()) contents.close({ waitForBeforeUnload: false });
      session.protocol.unhandle('https');
      void giveBackEmptied(session, options.partitions);
    }
  };
