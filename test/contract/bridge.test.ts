import { beforeAll, describe, expect, it, vi } from 'vitest';
import { channelNames, pushNames, type Bridge } from '../../src/shared/index.ts';
import { messages, requests } from '../support/channels.ts';
import { exposed, invoked, pushIn } from '../support/electron.ts';

vi.mock('electron', () => import('../support/electron.ts'));

let bridge: Bridge;

beforeAll(async () => {
  await import('../../src/preload/index.ts');
  // Put there by the preload just now; its shape is what this file checks.
  bridge = exposed.get('tapdesk') as Bridge;
});

it('is the only thing the page gets, and cannot be changed', () => {
  expect([...exposed.keys()]).toEqual(['tapdesk']);
  expect(Object.keys(bridge)).toEqual(['call', 'on']);
  expect([bridge, bridge.call, bridge.on].every(Object.isFrozen)).toBe(true);
});

it('has one function for each channel and each push, and none beside them', () => {
  expect(Object.keys(bridge.call).sort()).toEqual([...channelNames].sort());
  expect(Object.keys(bridge.on).sort()).toEqual([...pushNames].sort());
});

describe.each(channelNames)('call of %s', (channel) => {
  it('goes out on that channel alone, with one request, whatever else the page passes', async () => {
    invoked.length = 0;
    // The types do not let a page pass more; a script in it could.
    const call = bridge.call[channel] as (...all: unknown[]) => Promise<unknown>;
    await expect(call(requests[channel], 'more')).resolves.toBe('answered');
    expect(invoked).toEqual([[channel, requests[channel]]]);
  });
});

describe.each(pushNames)('listener of %s', (name) => {
  it('gets the message and never the event, until it stops listening', () => {
    const got: unknown[][] = [];
    const stop = bridge.on[name]((...all: unknown[]) => void got.push(all));
    pushIn(name, messages[name]);
    stop();
    pushIn(name, messages[name]);
    expect(got).toEqual([[messages[name]]]);
  });
});
