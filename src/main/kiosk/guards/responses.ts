import type { Session } from 'electron';
import { hostOf } from '../addresses.ts';
import { guestPolicy } from '../headers.ts';
import type { GuestRules } from '../port.ts';
import type { GuardContext } from './context.ts';

type Headers = Readonly<Record<string, readonly string[]>>;

const name = 'Content-Security-Policy';

/** By these a page has the browser itself tell others what happened, past every hook of a session. */
const reporting: ReadonlySet<string> = new Set(['report-to', 'reporting-endpoints', 'nel']);

const isPolicy = (key: string): boolean => key.toLowerCase() === name.toLowerCase();

/**
 * Adds the guest's own policy to those of the page: of several policies a browser keeps every one. Leaves out what would
 * have the browser report.
 */
export const withGuestPolicy = (
  headers: Readonly<Record<string, readonly string[]>>,
  policy: string,
): Record<string, string[]> => {
  const kept = Object.entries(headers).filter(([key]) => !reporting.has(key.toLowerCase()));
  const copied = kept.filter(([key]) => !isPolicy(key)).map(([key, values]) => [key, [...values]] as const);
  const own = kept.filter(([key]) => isPolicy(key)).flatMap(([, values]) => values);
  return { ...Object.fromEntries(copied), [name]: [...own, policy] };
};

/** What a page or a frame is given as; nothing where the server does not say. */
const typesOf = (headers: Headers): string =>
  Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === 'content-type')
    .flatMap(([, values]) => values)
    .join()
    .toLowerCase();

/**
 * Whether it is a document for a viewer. Electron 33 has one that, in a partition in memory, ends the whole program;
 * what the server gives no type is looked into by Chromium, which then finds the same.
 */
export const isForViewer = (resourceType: string, headers: Headers): boolean => {
  if (resourceType !== 'mainFrame' && resourceType !== 'subFrame' && resourceType !== 'object') return false;
  const types = typesOf(headers);
  return types === '' || types.includes('pdf');
};

/**
 * Every page and frame of a guarded window runs without modal dialogs, downloads and top navigation of frames, and its
 * scripts connect to the hosts of the rules alone. A document for a viewer is not shown.
 */
export const guardResponses = (session: Session, rules: GuestRules, context: GuardContext): void => {
  const policy = guestPolicy(rules);
  session.webRequest.onHeadersReceived((details, callback) => {
    const headers = details.responseHeaders ?? {};
    const redirects = details.statusCode >= 300 && details.statusCode < 400;
    if (!redirects && isForViewer(details.resourceType, headers)) {
      context.blocked(
        'document',
        hostOf(details.url),
        details.resourceType === 'mainFrame' ? 'page' : 'other',
      );
      // Nothing to show: the page stays where it was.
      callback({ statusLine: 'HTTP/1.1 204 No Content', responseHeaders: {} });
      return;
    }
    callback({ responseHeaders: withGuestPolicy(headers, policy) });
  });
};
