import { describe, expect, test } from 'vitest';
import { assertShippable } from '../../../scripts/package.ts';

describe('packaging a release', () => {
  test('takes the pinned Electron', () => {
    expect(() => {
      assertShippable({ version: '45.4.1', fallback: false }, '45.4.1');
    }).not.toThrow();
  });

  test.each([
    ['the stand-in', { version: '33.3.0', fallback: true }],
    ['an unpacked Electron of another version', { version: '45.4.0', fallback: false }],
    ['one that does not say its version', { version: 'unknown', fallback: true }],
  ])('refuses %s, and says what to set', (_, electron) => {
    expect(() => {
      assertShippable(electron, '45.4.1');
    }).toThrow(/45\.4\.1.*ELECTRON_OVERRIDE_DIST_PATH/);
  });
});
