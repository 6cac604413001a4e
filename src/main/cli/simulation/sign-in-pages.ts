import type { Fetch } from '../tenant/trusting-fetch.ts';

/** Who signs in, and how. */
export interface Credentials {
  readonly userPrincipalName: string;
  readonly password?: string;
  readonly pass?: string;
}

interface Page {
  readonly address: string;
  readonly html: string;
}

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2F;', '/');
};

const redirects = new Set([301, 302, 303, 307, 308]);

/** A browser's part in HTTP: cookies and redirects, nothing more. */
const createBrowser = (fetch: Fetch) => {
  const cookies = new Map<string, string>();
  const visit = async (start: string, form?: URLSearchParams): Promise<Page> => {
    let address = start;
    let body = form;
    for (let hop = 0; hop < 12; hop += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(
        address,
        body === undefined
          ? { redirect: 'manual', headers: { cookie } }
          : {
              method: 'POST',
              redirect: 'manual',
              headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
              body: body.toString(),
            },
      );
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (name !== undefined && value !== undefined) cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!redirects.has(response.status) || location === null) {
        return { address, html: await response.text() };
      }
      address = new URL(location, address).href;
      body = undefined;
    }
    throw new Error('too many redirects');
  };
  return { visit };
};

const has = (page: Page, id: string): boolean => page.html.includes(`id="${id}"`);

/** The next form that a person with these credentials fills in; undefined when the page asks for no more. */
const nextForm = (page: Page, who: Credentials): URLSearchParams | undefined => {
  if (has(page, 'username')) {
    return new URLSearchParams({ step: 'username', username: who.userPrincipalName });
  }
  if (has(page, 'pass') && who.pass !== undefined) {
    return new URLSearchParams({ step: 'pass', pass: who.pass });
  }
  if (has(page, 'password') && who.password !== undefined) {
    return new URLSearchParams({ step: 'password', password: who.password });
  }
  if (has(page, 'use-password') && who.password !== undefined)
    return new URLSearchParams({ switch: 'password' });
  if (has(page, 'use-pass') && who.pass !== undefined) return new URLSearchParams({ switch: 'pass' });
  return undefined;
};

/** The address that the page's first form goes to. */
const actionOf = (page: Page): string | undefined =>
  attribute(/<form[^>]*>/.exec(page.html)?.[0] ?? '', 'action');

const complaintOn = (page: Page): string => /<p id="error"[^>]*>([^<]+)</.exec(page.html)?.[1]?.trim() ?? '';

/** Delivers the answer that the service wants posted to the application's loopback address. */
const deliver = async (page: Page): Promise<void> => {
  const action = actionOf(page);
  if (action?.startsWith('http://localhost:') !== true) throw new Error(`no answer to deliver: ${page.html}`);
  const fields = new URLSearchParams();
  for (const [tag] of page.html.matchAll(/<input[^>]*>/g)) {
    fields.set(attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '');
  }
  await globalThis.fetch(action, { method: 'POST', body: fields });
};

/**
 * Plays a person at the simulated tenant's sign-in pages by plain HTTP.
 *
 * @returns what the page says when it lets nobody in, or null when the answer was delivered
 */
export const signInByHttp = async (
  fetch: Fetch,
  address: string,
  who: Credentials,
): Promise<string | null> => {
  const browser = createBrowser(fetch);
  let page = await browser.visit(address);
  for (let count = 0; count < 6; count += 1) {
    const form = has(page, 'signin-form') ? nextForm(page, who) : undefined;
    if (form === undefined) break;
    page = await browser.visit(new URL(actionOf(page) ?? '', page.address).href, form);
    const complaint = complaintOn(page);
    if (complaint !== '') return complaint;
  }
  if (has(page, 'signin-form')) return 'no way to sign in';
  await deliver(page);
  return null;
};
