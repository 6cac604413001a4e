import { describe, expect, it } from 'vitest';
import { deskHeaders } from '../../../src/main/kiosk/headers.ts';
import { hardenedPreferences } from '../../../src/main/kiosk/preferences.ts';

type Part = readonly [name: string, ...values: readonly string[]];

const partsOf = (value: string, between: string, within: string): readonly Part[] =>
  value.split(between).map((part) => {
    const [name = '', ...values] = part.trim().split(within);
    return [name, ...values];
  });

describe("the desk's own page", () => {
  const { 'Content-Security-Policy': policy = '', 'Permissions-Policy': permissions = '' } = deskHeaders;
  const sources = new Map(partsOf(policy, ';', ' ').map(([name, ...from]) => [name, from]));

  it('has scripts, styles, fonts and sounds from itself and nothing from anywhere else', () => {
    expect(sources.get('script-src')).toEqual(["'self'"]);
    // The hash is that of a style without any text.
    const empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    expect(sources.get('style-src')).toEqual(["'self'", empty]);
    expect([sources.get('font-src'), sources.get('media-src')]).toEqual([["'self'"], ["'self'"]]);
  });

  it.each([
    ...['default-src', 'connect-src', 'img-src', 'frame-src', 'worker-src', 'object-src'],
    ...['base-uri', 'form-action', 'frame-ancestors', 'trusted-types'],
  ])('has no %s at all', (name) => {
    expect(sources.get(name)).toEqual(["'none'"]);
  });

  it('takes no text for a script', () => {
    expect(sources.get('require-trusted-types-for')).toEqual(["'script'"]);
  });

  it('may use nothing of the machine', () => {
    const wanted = partsOf(permissions, ',', '=');
    expect(wanted.filter(([, who]) => who !== '()')).toEqual([]);
    expect(wanted.map(([name]) => name)).toEqual(
      expect.arrayContaining(['camera', 'microphone', 'usb', 'serial', 'hid', 'clipboard-read']),
    );
  });

  it('is a world of its own, is taken for what it says, and is kept by nobody', () => {
    expect(deskHeaders).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cache-Control': 'no-store',
    });
  });
});

it('every page runs in a sandbox, without Node and without what leads out of it', () => {
  expect(hardenedPreferences).toEqual({
    ...{ contextIsolation: true, sandbox: true, webSecurity: true },
    ...{ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
    ...{ allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, plugins: false },
    ...{ navigateOnDragDrop: false, disableDialogs: true, safeDialogs: true, spellcheck: false },
    ...{ devTools: false, webgl: false, backgroundThrottling: false },
  });
});
