import type { GuestRules } from './port.ts';

/** What an address is to be used for: the page itself, a frame in it, or anything else that a page loads. */
export type AddressUse = 'page' | 'frame' | 'resource';

/** Says whether a guarded window may load an address for a use. Pure; whatever it does not know is refused. */
export type AddressTest = (address: string, use: AddressUse) => boolean;

/** Characters that a browser's own addresses never have. */
const suspicious = /[\s\p{Cc}]/u;

const isLoopbackRedirect = (url: URL): boolean =>
  url.protocol === 'http:' && url.hostname === 'localhost' && url.port !== '' && url.pathname === '/';

/**
 * The address in its parts, if its scheme and host are written letter by letter as they are read: Chromium hands
 * over nothing else, and then no second parser can read another host. A user name is no part of that either.
 */
const plainUrl = (address: string): URL | null => {
  if (suspicious.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return address === url.origin || address.startsWith(`${url.origin}/`) ? url : null;
};

/** Empty frames, which inherit all rights from the page that made them. */
const isEmptyFrame = (address: string): boolean => address === 'about:blank' || address === 'about:srcdoc';

/**
 * Makes the one test behind every hook of a guarded window: https, no user name in the address, and a host (with
 * its port) that stands in the rules letter by letter. No suffixes, no patterns.
 */
export const createAddressTest = (rules: GuestRules): AddressTest => {
  const pages = new Set(rules.hosts);
  const frames = new Set([...pages, ...(rules.frameHosts ?? [])]);
  const resources = new Set([...frames, ...rules.resourceHosts]);
  const hostsFor: Readonly<Record<AddressUse, ReadonlySet<string>>> = {
    page: pages,
    frame: frames,
    resource: resources,
  };
  return (address, use) => {
    if (use === 'frame' && isEmptyFrame(address)) return true;
    const url = plainUrl(address);
    if (url === null) return false;
    if (use === 'page' && rules.loopbackRedirect && isLoopbackRedirect(url)) return true;
    return url.protocol === 'https:' && hostsFor[use].has(url.host);
  };
};

/** The host of an address for logs and screens, never its path or query: those may carry codes. */
export const hostOf = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { host, protocol } = new URL(address);
  return host === '' ? protocol : host;
};
