import { describe, expect, it } from 'vitest';
import { patternOf, readFaults } from '../../../src/simulator/faults/fault.ts';
import { createFaultInjector } from '../../../src/simulator/faults/injector.ts';
import { createThrottle } from '../../../src/simulator/graph/throttle.ts';

describe('the path of a fault', () => {
  it.each([
    ['/v1.0/users/*', '/v1.0/users/1', true],
    ['/v1.0/users/*', '/v1.0/users/1/photo', false],
    ['/v1.0/**', '/v1.0/users/1/photo', true],
    ['/v1.0/users', '/v1.0/users', true],
    ['/v1.0/users', '/v1x0/users', false],
    ['/v1.0/$batch', '/v1.0/$batch', true],
    ["/v1.0/devices(deviceId='1')", "/v1.0/devices(deviceId='1')", true],
    ['/users\\/\\d+$/', '/v1.0/users/12', true],
    ['/USERS$/i', '/v1.0/users', true],
    ['/v1.0/', '/v1.0/', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(patternOf(pattern).test(path)).toBe(expected);
  });
});

describe('faults', () => {
  const delay = { kind: 'delay', ms: 1 } as const;

  it('strike in the order of the list, each for its own requests', () => {
    const injector = createFaultInjector([
      { match: { method: 'post', path: '/a' }, times: 1, action: { kind: 'truncate' } },
      { match: { path: '/a' }, after: 1, action: delay },
    ]);
    const kinds = ['POST', 'POST', 'GET', 'GET'].map((method) => injector.take(method, '/a')?.kind);
    expect(kinds).toEqual(['truncate', undefined, 'delay', 'delay']);
    expect(injector.take('GET', '/b')).toBeUndefined();
  });

  it('can be replaced', () => {
    const injector = createFaultInjector([{ match: { path: '/a' }, action: delay }]);
    injector.replace([]);
    expect(injector.take('GET', '/a')).toBeUndefined();
  });

  it.each([
    ['{', 'is not JSON'],
    ['{}', 'the file: '],
    ['[{"match":{"path":""},"action":{"kind":"truncate"}}]', '0.match.path'],
    ['[{"match":{"path":"/a"},"times":0,"action":{"kind":"truncate"}}]', '0.times'],
    ['[{"match":{"path":"/a"},"action":{"kind":"status","status":200}}]', '0.action.status'],
  ])('written as %s are refused with the place', (text, message) => {
    const read = readFaults(text);
    expect(read.ok ? '' : read.message).toContain(message);
  });
});

describe('the limit of five requests in ten seconds', () => {
  it('counts only methods and logs, and ends with the window', () => {
    let now = 0;
    const throttle = createThrottle(() => now);
    const passes = (path: string) => {
      try {
        throttle(path);
        return true;
      } catch {
        return false;
      }
    };
    const path = '/users/1/authentication/methods';
    expect([1, 2, 3, 4, 5, 6].map(() => passes(path))).toEqual([true, true, true, true, true, false]);
    expect(passes('/users/1')).toBe(true);
    now = 9_999;
    expect(passes('/auditLogs/signIns')).toBe(false);
    now = 10_000;
    expect(passes('/auditLogs/signIns')).toBe(true);
  });
});
