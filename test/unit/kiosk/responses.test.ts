import { expect, it } from 'vitest';
import { withGuestPolicy } from '../../../src/main/kiosk/guards/responses.ts';

const policy = 'sandbox allow-scripts allow-same-origin allow-forms allow-popups';

it('adds a policy to a page that has none', () => {
  expect(withGuestPolicy({ 'content-type': ['text/html'] })).toEqual({
    'content-type': ['text/html'],
    'Content-Security-Policy': [policy],
  });
});

it.each(['content-security-policy', 'Content-Security-Policy', 'CONTENT-SECURITY-POLICY'])(
  'keeps the policies that the page has as %s',
  (name) => {
    expect(withGuestPolicy({ [name]: ["default-src 'self'", "script-src 'none'"] })).toEqual({
      'Content-Security-Policy': ["default-src 'self'", "script-src 'none'", policy],
    });
  },
);

it('allows neither modal dialogs nor downloads nor top navigation', () => {
  expect(JSON.stringify(withGuestPolicy({}))).not.toMatch(/modals|downloads|top-navigation/);
});
