import { EventEmitter } from 'node:events';
import type { PushTarget, SenderEvent, SenderFrame, SenderWindow } from '../../src/main/ipc/index.ts';

type Listener = (event: SenderEvent, ...requests: unknown[]) => Promise<unknown>;

/** The part of ipcMain that is used, with a way to call as a window would. */
export const fakeIpcMain = () => {
  const listeners = new Map<string, Listener>();
  return {
    handle: (channel: string, listener: Listener): void => {
      if (listeners.has(channel)) throw new Error(`second handler for ${channel}`);
      listeners.set(channel, listener);
    },
    removeHandler: (channel: string): void => void listeners.delete(channel),
    channels: (): readonly string[] => [...listeners.keys()],
    call: (channel: string, event: SenderEvent, ...requests: unknown[]): Promise<unknown> => {
      const listener = listeners.get(channel);
      return listener === undefined
        ? Promise.reject(new Error(`no handler for ${channel}`))
        : listener(event, ...requests);
    },
  };
};

/** A desk window that shows the desk. */
export const fakeDeskWindow = (more: Partial<SenderFrame> = {}) => {
  const mainFrame: SenderFrame = { url: 'app://desk/', origin: 'app://desk', ...more };
  const sent: { readonly name: string; readonly message: unknown }[] = [];
  let destroyed = false;
  const window: SenderWindow & PushTarget = {
    isDestroyed: () => destroyed,
    webContents: {
      id: 7,
      mainFrame,
      send: (name: string, message: unknown): void => void sent.push({ name, message }),
    },
  };
  return { window, mainFrame, sent, destroy: () => (destroyed = true) };
};

/** A call as Electron hands it over, from the desk's main frame unless told otherwise. */
export const callFrom = (window: SenderWindow, more: Partial<SenderEvent> = {}): SenderEvent => ({
  sender: { id: window.webContents.id },
  senderFrame: window.webContents.mainFrame,
  ...more,
});

/** The bridge as the preload puts it into a page, and the messages that come through it. */
export const exposed = new Map<string, unknown>();
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => void exposed.set(name, value),
};
export const invoked: (readonly unknown[])[] = [];
const pushed = new EventEmitter();
export const ipcRenderer = {
  invoke: (...call: readonly unknown[]): Promise<string> => {
    invoked.push(call);
    return Promise.resolve('answered');
  },
  on: (name: string, listener: (...message: unknown[]) => void) => pushed.on(name, listener),
  off: (name: string, listener: (...message: unknown[]) => void) => pushed.off(name, listener),
};
/** Sends a push into the page, with an event object as Electron does. */
export const pushIn = (name: string, message: unknown): boolean =>
  pushed.emit(name, { sender: ipcRenderer }, message);

/** What a page of the desk's own was made with, for those who make one. */
export const views: { readonly webPreferences: Readonly<Record<string, unknown>> }[] = [];

/** Something of Electron that takes every call, and remembers nothing. */
const takesAll = (): object =>
  new Proxy(() => undefined, {
    get: (_, name) => (name === 'then' ? undefined : name === 'isDestroyed' ? () => true : takesAll()),
    apply: () => Promise.resolve(undefined),
  });

/** A view whose page loads at once. */
export class WebContentsView {
  readonly webContents = takesAll();
  constructor(options: (typeof views)[number]) {
    views.push(options);
  }
}

/** A partition in memory, and what it answers for its own pages. */
export const fakePartition = () => {
  const answers: ((request: { readonly url: string }) => Response)[] = [];
  const handle = (_scheme: string, answer: (typeof answers)[number]): void => void answers.push(answer);
  const session = new Proxy(takesAll(), {
    get: (target, name) =>
      name === 'protocol'
        ? { handle, unhandle: () => undefined }
        : name === 'isPersistent'
          ? () => false
          : (Reflect.get(target, name) as unknown),
  });
  return { session, answers };
};
