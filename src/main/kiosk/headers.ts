import type { GuestRules } from './port.ts';

/**
 * SHA-256 of nothing. Fluent UI's style engine adds an empty style element and fills it by CSSOM: the element needs
 * a permission, what CSSOM inserts needs none. So with this hash an inline style with any text stays refused.
 */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Content security policy of the desk's own pages. Source: facts, Electron security checklist, item 7. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${emptyStyle}`,
  // Pictures are drawn: those of images stay in memory when they have gone.
  "img-src 'none'",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Sent with every file of the desk. */
export const deskHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), bluetooth=(), publickey-credentials-get=(), publickey-credentials-create=(), clipboard-read=(), clipboard-write=()',
  'Cache-Control': 'no-store',
};

/**
 * Added to every page of a guarded window: without `allow-modals` neither `print()` nor `alert()` of a page or its
 * frames can stop the desk, without `allow-downloads` and `allow-top-navigation` frames can do neither.
 * Source: facts, section 1.5 (`print()` hangs a kiosk; `disableDialogs` does not help). Scripts connect to the hosts of
 * the rules alone: WebTransport asks no hook of a session.
 */
export const guestPolicy = (rules: GuestRules): string => {
  const hosts = new Set([...rules.hosts, ...(rules.frameHosts ?? []), ...rules.resourceHosts]);
  const sources = [...hosts].flatMap((host) => [`https://${host}`, `wss://${host}`]);
  return [
    'sandbox allow-scripts allow-same-origin allow-forms allow-popups',
    ['connect-src', 'data:', 'blob:', ...sources].join(' '),
  ].join('; ');
};
