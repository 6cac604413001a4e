import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { denyAll } from '../../../src/main/kiosk/guards/context.ts';
import { guardBluetooth, guardDevices } from '../../../src/main/kiosk/guards/devices.ts';
import { guardNavigation } from '../../../src/main/kiosk/guards/navigation.ts';
import { guardPermissions } from '../../../src/main/kiosk/guards/permissions.ts';
import { guardRedirects } from '../../../src/main/kiosk/guards/redirects.ts';
import { guardSignInPrompts } from '../../../src/main/kiosk/guards/sign-in-prompts.ts';
import { guardSurroundings } from '../../../src/main/kiosk/guards/surroundings.ts';
import { guardWebviews } from '../../../src/main/kiosk/guards/webviews.ts';

// Guards that Electron's own defaults or another guard would cover today: each must hold by itself.

/** Something of Electron that keeps what it was told, and emits what a test wants. */
const fakeEmitter = () => {
  const emitter = new EventEmitter();
  const calls: (readonly unknown[])[] = [];
  const target = new Proxy(emitter, {
    get: (object, name) => {
      const found: unknown = Reflect.get(object, name);
      if (typeof found === 'function') return found.bind(object) as unknown;
      return (...all: readonly unknown[]) => {
        calls.push([name, ...all]);
        return Promise.resolve();
      };
    },
  });
  /** Emits an event with its further arguments. @returns whether it was prevented, and what was answered */
  const emit = (name: string, make: (answer: (value?: unknown) => void) => readonly unknown[]) => {
    let prevented = false;
    const answers: unknown[] = [];
    const event = { preventDefault: () => (prevented = true) };
    const heard = emitter.emit(name, event, ...make((value) => answers.push(value)));
    return { heard, prevented, answers };
  };
  return { target, calls, emit, emitter };
};

// The guards use of Electron's objects only what the fake has.
const asContents = (fake: object): WebContents => fake as WebContents;
const asSession = (fake: object): Session => fake as Session;
const asApp = (fake: object): App => fake as App;

describe('devices', () => {
  it.each([
    ['select-hid-device', 1, null],
    ['select-usb-device', 1, undefined],
    ['select-serial-port', 2, ''],
  ])('%s is answered with none', (name, before, expected) => {
    const { target, emit } = fakeEmitter();
    guardDevices(asSession(target));
    expect(emit(name, (answer) => [...Array.from({ length: before }, () => ({})), answer])).toEqual({
      heard: true,
      prevented: true,
      answers: [expected],
    });
  });

  it('have no permission, and are not paired with', () => {
    const { target, calls } = fakeEmitter();
    guardDevices(asSession(target));
    const handlerOf = (name: string): unknown => calls.find((call) => call[0] === name)?.[1];
    const permitted = handlerOf('setDevicePermissionHandler') as () => boolean;
    const pair = handlerOf('setBluetoothPairingHandler') as (
      details: object,
      answer: (value: unknown) => void,
    ) => void;
    const answers: unknown[] = [];
    pair({}, (value) => answers.push(value));
    expect([permitted(), answers]).toEqual([false, [{ confirmed: false }]]);
  });

  it('by Bluetooth are answered with none', () => {
    const { target, emit } = fakeEmitter();
    guardBluetooth(asContents(target));
    expect(emit('select-bluetooth-device', (answer) => [[{}], answer])).toEqual({
      heard: true,
      prevented: true,
      answers: [''],
    });
  });
});

describe('prompts', () => {
  it.each(['login', 'select-client-certificate'])('%s is answered with nothing', (name) => {
    const { target, emit } = fakeEmitter();
    guardSignInPrompts(asApp(target));
    expect(emit(name, (answer) => [{}, {}, {}, answer])).toEqual({
      heard: true,
      prevented: true,
      answers: [undefined],
    });
  });
});

describe('permissions', () => {
  it('are refused when asked for and when looked up', () => {
    const { target, calls } = fakeEmitter();
    const told: unknown[] = [];
    guardPermissions(
      asSession(target),
      denyAll((hook, host) => told.push([hook, host])),
    );
    const handlers = new Map(calls.map(([name, handler]) => [name, handler]));
    const request = handlers.get('setPermissionRequestHandler') as (...all: readonly unknown[]) => void;
    const check = handlers.get('setPermissionCheckHandler') as () => boolean;
    const answers: unknown[] = [];
    request({}, 'openExternal', (granted: boolean) => answers.push(granted), {
      requestingUrl: 'https://asks.example/path?code=secret',
    });
    expect([answers, check()]).toEqual([[false], false]);
    expect(told).toEqual([['permission openExternal', 'asks.example']]);
  });
});

describe('the surroundings of a page', () => {
  it.each(['context-menu', 'will-prevent-unload'])('%s is prevented', (name) => {
    const { target, emit } = fakeEmitter();
    guardSurroundings(asContents(target));
    expect(emit(name, () => [{}])).toMatchObject({ heard: true, prevented: true });
  });

  it.each([
    ['zoom-changed', ['setZoomFactor', 1]],
    ['dom-ready', ['setVisualZoomLevelLimits', 1, 1]],
    ['devtools-opened', ['closeDevTools']],
  ])('%s is undone', (name, call) => {
    const { target, calls, emit } = fakeEmitter();
    guardSurroundings(asContents(target));
    emit(name, () => []);
    expect(calls).toContainEqual(call);
  });

  it.each([
    [{ type: 'mouseDown', button: 'left' }, false],
    [{ type: 'mouseDown', button: 'middle' }, true],
    [{ type: 'mouseDown', button: 'right' }, true],
    [{ type: 'mouseMove' }, false],
    [{ type: 'mouseWheel' }, false],
  ])('of the mouse %j is prevented: %s', (mouse, expected) => {
    const { target, emit } = fakeEmitter();
    guardSurroundings(asContents(target));
    expect(emit('before-mouse-event', () => [mouse])).toMatchObject({ heard: true, prevented: expected });
  });

  it('webviews are not attached', () => {
    const { target, emit } = fakeEmitter();
    guardWebviews(asContents(target));
    expect(emit('will-attach-webview', () => [{}, {}])).toMatchObject({ heard: true, prevented: true });
  });
});

describe.each([
  ['will-frame-navigate', guardNavigation],
  ['will-redirect', guardRedirects],
] as const)('%s', (name, guard) => {
  const details = (url: string, isMainFrame: boolean) => {
    const seen = { prevented: false };
    return { seen, event: { url, isMainFrame, preventDefault: () => (seen.prevented = true) } };
  };

  it('asks with the right use, and blocks what is not allowed', () => {
    const { target, emitter } = fakeEmitter();
    const blocked: unknown[] = [];
    guard(asContents(target), {
      allows: (address, use) => use === 'frame' && address === 'https://frame.example/',
      blocked: (...what) => blocked.push(what),
    });
    const page = details('https://frame.example/', true);
    const frame = details('https://frame.example/', false);
    emitter.emit(name, page.event);
    emitter.emit(name, frame.event);
    expect([page.seen.prevented, frame.seen.prevented]).toEqual([true, false]);
    expect(blocked).toMatchObject([[expect.any(String), 'frame.example', 'page']]);
  });

  it('goes nowhere at all where no guarded window is, and says so', () => {
    const { target, emitter } = fakeEmitter();
    const blocked: unknown[] = [];
    guard(
      asContents(target),
      denyAll((_hook, host) => blocked.push(host)),
    );
    const page = details('https://frame.example/', true);
    const frame = details('app://desk/', false);
    emitter.emit(name, page.event);
    emitter.emit(name, frame.event);
    expect([page.seen.prevented, frame.seen.prevented]).toEqual([true, true]);
    expect(blocked).toEqual(['frame.example', 'desk']);
  });

  it('set for a guarded window takes the place of the one that denies all', () => {
    const { target, emitter } = fakeEmitter();
    guard(asContents(target), { allows: () => false, blocked: () => undefined });
    guard(asContents(target), { allows: () => true, blocked: () => undefined });
    const page = details('https://frame.example/', true);
    emitter.emit(name, page.event);
    expect(page.seen.prevented).toBe(false);
  });
});
