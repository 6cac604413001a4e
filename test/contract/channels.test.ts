import { describe, expect, it } from 'vitest';
import { channelNames, channels, type Channel } from '../../src/shared/index.ts';
import {
  createServer,
  maxRequestLength,
  type SenderEvent,
  type SenderWindow,
} from '../../src/main/ipc/index.ts';
import { recordingHandlers, recordingLog, requests, snapshot } from '../support/channels.ts';
import { callFrom, fakeDeskWindow, fakeIpcMain } from '../support/electron.ts';

const serve = (window: SenderWindow | null) => {
  const ipcMain = fakeIpcMain();
  const { reached, handlers } = recordingHandlers();
  const { lines, log } = recordingLog();
  const server = createServer({ ipcMain, windowOf: () => window, handlers, log, newId: () => 'id-1' });
  return { ipcMain, reached, handlers, lines, server };
};

const refused = {
  ok: false,
  problem: { code: 'command.invalid', params: {}, retryable: false, correlationId: 'id-1' },
};

/** Wrong requests that fit no channel's schema. */
const malformed: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 42],
  ['text', 'planted-value'],
  ['a list', []],
  ['a function', () => 'planted-value'],
  [
    'a cycle',
    (() => {
      const cycle: Record<string, unknown> = {};
      cycle['cycle'] = cycle;
      return cycle;
    })(),
  ],
  ['a big integer', { language: 1n }],
  ['a date', new Date(0)],
];

it('names every channel in the list that the preload and the server use', () => {
  expect([...channelNames].sort()).toEqual(Object.keys(channels).sort());
});

it('answers every channel once, and none after it was closed', () => {
  const { ipcMain, server } = serve(null);
  expect([...ipcMain.channels()].sort()).toEqual(Object.keys(channels).sort());
  server.close();
  expect(ipcMain.channels()).toEqual([]);
});

describe.each(channelNames)('%s', (channel: Channel) => {
  const desk = fakeDeskWindow();
  const event = callFrom(desk.window);

  it('hands a good request to its own handler and gives the answer back', async () => {
    const { ipcMain, reached } = serve(desk.window);
    const value = channel === 'desk.get-snapshot' ? snapshot : {};
    expect(await ipcMain.call(channel, event, requests[channel])).toEqual({ ok: true, value });
    expect(reached).toEqual([{ channel, request: requests[channel] }]);
  });

  it.each(malformed)('refuses %s', async (_name, request) => {
    const { ipcMain, reached, lines } = serve(desk.window);
    expect(await ipcMain.call(channel, event, request)).toEqual(refused);
    expect(reached).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('planted-value');
  });

  it('refuses a key that the contract does not know, and says neither key nor value in the log', async () => {
    const { ipcMain, reached, lines } = serve(desk.window);
    const request = { ...requests[channel], extra: 'planted-value' };
    expect(await ipcMain.call(channel, event, request)).toEqual(refused);
    expect(reached).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('planted-value');
  });

  it('refuses a second argument and a request that is too large', async () => {
    const { ipcMain, reached } = serve(desk.window);
    const large = { ...requests[channel], text: 'x'.repeat(maxRequestLength) };
    expect(await ipcMain.call(channel, event, requests[channel], {})).toEqual(refused);
    expect(await ipcMain.call(channel, event, large)).toEqual(refused);
    expect(await ipcMain.call(channel, event)).toEqual(refused);
    expect(reached).toEqual([]);
  });

  const elsewhere = { url: 'app://desk/', origin: 'app://desk' };
  const senders: readonly (readonly [string, Partial<SenderEvent>])[] = [
    ['another window', { sender: { id: 8 } }],
    ['a frame that is gone', { senderFrame: null }],
    ['another frame of the same origin', { senderFrame: elsewhere }],
  ];
  it.each(senders)('refuses %s', async (_name, more) => {
    const { ipcMain, reached } = serve(desk.window);
    expect(await ipcMain.call(channel, callFrom(desk.window, more), requests[channel])).toEqual(refused);
    expect(reached).toEqual([]);
  });

  const places: readonly (readonly [string, string])[] = [
    ['https://desk/', 'https://desk'],
    ['app://desk.evil/', 'app://desk.evil'],
    ['app://user@desk/', 'app://desk'],
    ['app://desk:1/', 'app://desk:1'],
    ['file:///desk', 'file://'],
    ['about:blank', 'null'],
    ['', ''],
    ['app://desk/', 'null'],
  ];
  it.each(places)('refuses the main frame while it shows %j of the origin %j', async (url, origin) => {
    const other = fakeDeskWindow({ url, origin });
    const { ipcMain, reached } = serve(other.window);
    expect(await ipcMain.call(channel, callFrom(other.window), requests[channel])).toEqual(refused);
    expect(reached).toEqual([]);
  });

  it('refuses when there is no window any more', async () => {
    const gone = fakeDeskWindow();
    gone.destroy();
    for (const window of [gone.window, null]) {
      const { ipcMain, reached } = serve(window);
      expect(await ipcMain.call(channel, callFrom(gone.window), requests[channel])).toEqual(refused);
      expect(reached).toEqual([]);
    }
  });
});
