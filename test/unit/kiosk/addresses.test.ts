import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressTest, hostOf, type AddressUse } from '../../../src/main/kiosk/addresses.ts';

const rules = {
  hosts: ['login.example.com', 'info.example.com:8443'],
  frameHosts: ['frame.example.com'],
  resourceHosts: ['cdn.example.com'],
  loopbackRedirect: false,
};
const allows = createAddressTest(rules);
const withLoopback = createAddressTest({ ...rules, loopbackRedirect: true });
const uses: readonly AddressUse[] = ['page', 'frame', 'resource'];

describe('an address of a guarded window', () => {
  it.each([
    ['https://login.example.com/', 'page', true],
    ['https://login.example.com/common/oauth2?x=https://evil.example', 'page', true],
    ['https://login.example.com', 'page', true],
    ['https://login.example.com/?x=\\y', 'page', true],
    // Chromium writes neither capitals nor the port that goes without saying.
    ['https://login.example.com:443/', 'page', false],
    ['https://LOGIN.example.COM/', 'page', false],
    ['https://info.example.com:8443/', 'page', true],
    ['https://info.example.com/', 'page', false],
    ['https://login.example.com:8443/', 'page', false],
    ['https://frame.example.com/', 'page', false],
    ['https://frame.example.com/', 'frame', true],
    ['https://frame.example.com/', 'resource', true],
    ['https://cdn.example.com/', 'page', false],
    ['https://cdn.example.com/', 'frame', false],
    ['https://cdn.example.com/a.js', 'resource', true],
    ['about:blank', 'frame', true],
    ['about:srcdoc', 'frame', true],
    ['about:blank', 'page', false],
    ['about:blank#x', 'frame', false],
  ] as const)('%s as a %s: %s', (address, use, expected) => {
    expect(allows(address, use)).toBe(expected);
  });

  it.each([
    ['a user name', 'https://login.example.com@evil.example/'],
    ['a user name before the right host', 'https://user@login.example.com/'],
    ['an empty user and a password', 'https://:x@login.example.com/'],
    ['an encoded user name', 'https://login.example.com%40evil.example/'],
    ['a trailing dot', 'https://login.example.com./'],
    ['a suffix', 'https://login.example.com.evil.example/'],
    ['a prefix', 'https://evil-login.example.com/'],
    ['a sub-domain', 'https://x.login.example.com/'],
    ['a parent domain', 'https://example.com/'],
    ['letters of another script', 'https://l\u043egin.example.com/'],
    ['its punycode', 'https://xn--lgin-55d.example.com/'],
    ['full-width letters', 'https://\uff4cogin.example.com/'],
    ['a letter that is read as nothing', 'https://log\u00adin.example.com/'],
    ['an encoded letter', 'https://%6cogin.example.com/'],
    ['one slash', 'https:/login.example.com/'],
    ['no slash', 'https:login.example.com/'],
    ['backslashes', 'https:\\\\login.example.com\\'],
    ['a backslash before the host', 'https://evil.example\\@login.example.com/'],
    ['a tab', 'https://login.exa\tmple.com/'],
    ['a line break', 'https://login.example.com/\n'],
    ['a leading space', ' https://login.example.com/'],
    ['a null', 'https://login.example.com\0.evil.example/'],
    ['another port', 'https://login.example.com:444/'],
    ['http', 'http://login.example.com/'],
    ['web sockets', 'wss://login.example.com/'],
    ['ftp', 'ftp://login.example.com/'],
    ['a file', 'file:///login.example.com'],
    ['a blob', 'blob:https://login.example.com/0000'],
    ['data', 'data:text/html,https://login.example.com/'],
    ['a script', 'javascript:location="https://login.example.com/"'],
    ['a view of the source', 'view-source:https://login.example.com/'],
    ['the loopback by name', 'https://localhost/'],
    ['IPv4', 'https://127.0.0.1/'],
    ['IPv4 as one number', 'https://2130706433/'],
    ['IPv6', 'https://[::1]/'],
    ['the desk itself', 'app://desk/'],
    ['nothing', ''],
    ['no address', 'login.example.com'],
  ])('with %s is refused for every use', (_name, address) => {
    expect(uses.filter((use) => allows(address, use) || withLoopback(address, use))).toEqual([]);
  });

  it.each([
    ['http://localhost:5000/', true],
    ['http://localhost:5000/?code=x&state=y', true],
    ['http://localhost:5000', true],
    ['http://localhost/', false],
    ['http://localhost:5000/other', false],
    ['http://127.0.0.1:5000/', false],
    ['http://[::1]:5000/', false],
    ['http://localhost.evil.example:5000/', false],
    ['http://localhost.:5000/', false],
    ['http://x@localhost:5000/', false],
    ['https://localhost:5000/', false],
  ])('on the loopback, where the rules allow it, as a page: %s: %s', (address, expected) => {
    expect(withLoopback(address, 'page')).toBe(expected);
    expect([
      allows(address, 'page'),
      withLoopback(address, 'frame'),
      withLoopback(address, 'resource'),
    ]).toEqual([false, false, false]);
  });
});

describe('whatever the address', () => {
  const pieces = fc.constantFrom(
    ...[
      'https:',
      'http:',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '.',
      '..',
      '#',
      '?',
      '%2e',
      '%40',
      '\t',
      '\n',
      ' ',
      '\0',
    ],
    ...[
      'login.example.com',
      'evil.example',
      'cdn.example.com',
      'localhost',
      '443',
      '8443',
      '[::1]',
      'xn--',
      'a',
    ],
  );
  const addresses = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 8 }).map((parts) => `https://${parts.join('')}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary' }),
  );

  it('a page is only ever https on exactly a listed host, as a browser reads it', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        if (!allows(address, 'page')) return;
        const url = new URL(address);
        expect(url.origin).toMatch(/^https:\/\/(login\.example\.com|info\.example\.com:8443)$/);
        expect(url.username + url.password).toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('a page may be a frame, and a frame a resource, but for the loopback redirect', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        if (allows(address, 'page')) expect(allows(address, 'frame')).toBe(true);
        if (allows(address, 'frame') && !address.startsWith('about:')) {
          expect(allows(address, 'resource')).toBe(true);
        }
      }),
    );
  });

  it('its host for the log has neither path, query nor user name', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (address) => {
        const { host } = new URL(address);
        expect(hostOf(address)).toBe(host);
        expect(hostOf(address.replace('://', '://user:planted@'))).toBe(host);
      }),
    );
  });
});

it.each([
  ['data:text/html,planted', 'data:'],
  ['mailto:planted@example.com', 'mailto:'],
  ['not an address', ''],
])('the host of %j is %j', (address, expected) => {
  expect(hostOf(address)).toBe(expected);
});
