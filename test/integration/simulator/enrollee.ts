// What an enrollee does at the pages, and what the desk does around it, in plain requests.
import { z } from 'zod';
import { visit } from './browser.ts';
import type { SoftwareKey } from './authenticator.ts';
import type { AnnouncedUser, CookieJar, Simulator } from './simulator.ts';

const admin = (simulator: Simulator) => simulator.announced.adminToken;

export const passPath = (user: AnnouncedUser) =>
  `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`;

export async function join(simulator: Simulator, user: AnnouncedUser, group: string): Promise<void> {
  const answer = await simulator.ask(`/v1.0/groups/${group}/members/$ref`, {
    token: admin(simulator),
    body: { '@odata.id': `${simulator.announced.graph}/v1.0/directoryObjects/${user.id}` },
  });
  if (answer.status !== 204) throw new Error(answer.text);
}

export interface IssuedPass {
  readonly id: string;
  readonly text: string;
}

/** Joins the onboarding group if need be and makes a pass. */
export async function issue(
  simulator: Simulator,
  user: AnnouncedUser,
  body: object = {},
): Promise<IssuedPass> {
  await join(simulator, user, simulator.announced.groups.onboarding).catch(() => undefined);
  const answer = await simulator.ask(passPath(user), { token: admin(simulator), body });
  if (answer.status !== 201) throw new Error(answer.text);
  return { id: answer.field('id'), text: answer.field('temporaryAccessPass') };
}

/** Opens security info and types a pass. Gives the page that follows. */
export async function signInWithPass(
  simulator: Simulator,
  jar: CookieJar,
  typed: { user: AnnouncedUser; pass: string },
) {
  const page = await visit({ simulator, jar }, `/security-info?login_hint=${typed.user.userPrincipalName}`);
  return visit({ simulator, jar }, page.url.href, { form: { step: 'pass', pass: typed.pass } });
}

/** Registers a passkey on an open security-info page. Gives the last page. */
export async function register(simulator: Simulator, jar: CookieJar, key: SoftwareKey) {
  const options = await simulator.ask('/security-info/passkey/options', { method: 'POST' }, jar);
  if (options.status !== 200)
    return { ...options, url: new URL('/security-info', simulator.announced.graph) };
  const ceremony = { challenge: options.field('challenge'), origin: simulator.announced.graph };
  const named = await visit({ simulator, jar }, '/security-info/passkey', {
    form: { attestation: key.create(ceremony) },
  });
  if (!named.url.pathname.endsWith('/name')) return named;
  return visit({ simulator, jar }, named.url.href, { form: { name: 'Blue key' } });
}

/** Uses a passkey on an open sign-in page. */
export async function signInWithKey(
  simulator: Simulator,
  jar: CookieJar,
  at: { page: { url: URL; text: string }; key: SoftwareKey },
) {
  const options = /data-options="([^"]*)"/.exec(at.page.text)?.[1]?.replaceAll('&quot;', '"') ?? '{}';
  const { challenge } = z.looseObject({ challenge: z.string() }).parse(JSON.parse(options));
  const ceremony = { challenge, origin: simulator.announced.graph };
  return visit({ simulator, jar }, at.page.url.href, {
    form: { step: 'passkey', assertion: at.key.get(ceremony) },
  });
}
