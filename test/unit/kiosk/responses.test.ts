import { expect, it } from 'vitest';
import { guestPolicy } from '../../../src/main/kiosk/headers.ts';
import { isForViewer, withGuestPolicy } from '../../../src/main/kiosk/guards/responses.ts';

const policy = guestPolicy({
  hosts: ['login.example'],
  frameHosts: ['frame.example'],
  resourceHosts: ['cdn.example:8443', 'login.example'],
  loopbackRedirect: true,
});

it('adds a policy to a page that has none', () => {
  expect(withGuestPolicy({ 'content-type': ['text/html'] }, policy)).toEqual({
    'content-type': ['text/html'],
    'Content-Security-Policy': [policy],
  });
});

it.each(['content-security-policy', 'Content-Security-Policy', 'CONTENT-SECURITY-POLICY'])(
  'keeps the policies that the page has as %s',
  (name) => {
    expect(withGuestPolicy({ [name]: ["default-src 'self'", "script-src 'none'"] }, policy)).toEqual({
      'Content-Security-Policy': ["default-src 'self'", "script-src 'none'", policy],
    });
  },
);

it('leaves out what has the browser report to others', () => {
  expect(
    withGuestPolicy({ 'Report-To': ['x'], NEL: ['x'], 'reporting-endpoints': ['x'], a: ['b'] }, policy),
  ).toEqual({
    a: ['b'],
    'Content-Security-Policy': [policy],
  });
});

it('allows neither modal dialogs nor downloads nor top navigation, and connections to the hosts of the rules', () => {
  expect(policy).toBe(
    'sandbox allow-scripts allow-same-origin allow-forms allow-popups; connect-src data: blob: ' +
      'https://login.example wss://login.example https://frame.example wss://frame.example ' +
      'https://cdn.example:8443 wss://cdn.example:8443',
  );
});

it.each([
  ['mainFrame', { 'Content-Type': ['application/pdf'] }, true],
  ['subFrame', { 'content-type': ['APPLICATION/PDF; x=y'] }, true],
  ['object', { 'content-type': ['application/x-pdf'] }, true],
  ['mainFrame', {}, true],
  ['mainFrame', { 'content-type': ['text/html; charset=utf-8'] }, false],
  ['script', {}, false],
  ['xhr', { 'content-type': ['application/pdf'] }, false],
] as const)('%s with %j is a document for a viewer: %s', (resourceType, headers, expected) => {
  expect(isForViewer(resourceType, headers)).toBe(expected);
});
