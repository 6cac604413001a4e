import type { Session } from 'electron';
import { guestPolicy } from '../headers.ts';
import type { GuestRules } from '../port.ts';

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

/**
 * Every page and frame of a guarded window runs without modal dialogs, downloads and top navigation of frames, and its
 * scripts connect to the hosts of the rules alone.
 */
export const guardResponses = (session: Session, rules: GuestRules): void => {
  const policy = guestPolicy(rules);
  session.webRequest.onHeadersReceived((details, callback) => {
    callback({ responseHeaders: withGuestPolicy(details.responseHeaders ?? {}, policy) });
  });
};
