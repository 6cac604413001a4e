import { describe, expect, it } from 'vitest';
import { refuseDangerousSwitches } from '../../../src/main/kiosk/switches.ts';

const started = (...names: readonly string[]) => ({ hasSwitch: (name: string) => names.includes(name) });

/** Source: facts, section 1.2. */
const always = [
  ...['remote-debugging-pipe', 'remote-allow-origins', 'no-sandbox', 'disable-web-security'],
  ...['ignore-certificate-errors', 'host-rules', 'host-resolver-rules', 'proxy-server', 'proxy-pac-url'],
  ...['load-extension', 'js-flags', 'log-net-log'],
];
const packaged = ['remote-debugging-port', 'inspect', 'user-data-dir', 'enable-logging'];

describe('a start with a switch that opens the desk', () => {
  it.each(always)('--%s is refused, packaged or not', (name) => {
    expect(refuseDangerousSwitches(started(name), true)).toEqual([name]);
    expect(refuseDangerousSwitches(started(name), false)).toEqual([name]);
  });

  it.each(packaged)('--%s is refused in a package, and there only', (name) => {
    expect(refuseDangerousSwitches(started(name), true)).toEqual([name]);
    expect(refuseDangerousSwitches(started(name), false)).toEqual([]);
  });

  it('names all of them', () => {
    expect(refuseDangerousSwitches(started(...always), true)).toHaveLength(always.length);
  });
});

it('a plain start is not refused', () => {
  expect(refuseDangerousSwitches(started('lang', 'ozone-platform'), true)).toEqual([]);
});
