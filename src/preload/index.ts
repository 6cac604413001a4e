import { contextBridge, ipcRenderer } from 'electron';
import { channelNames, pushNames, type Bridge } from '../shared/contract/bridge.ts';

/** A call of one channel; the main process checks who calls and what. */
const callOf =
  (channel: string) =>
  (request: unknown): Promise<unknown> =>
    ipcRenderer.invoke(channel, request);

/** A listener of one push. It gets the message alone: Electron's event object would give it the sender. */
const listenerOf =
  (name: string) =>
  (listener: (message: unknown) => void): (() => void) => {
    const forward = (_event: unknown, message: unknown): void => listener(message);
    ipcRenderer.on(name, forward);
    return () => void ipcRenderer.off(name, forward);
  };

const mapOf = <T>(names: readonly string[], make: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, Object.freeze(make(name))]));

// One function a name of the contract's own lists; the types of each are the main process's to keep, which parses
// every request and every push by its schema.
const bridge = Object.freeze({
  call: Object.freeze(mapOf(channelNames, callOf)),
  on: Object.freeze(mapOf(pushNames, listenerOf)),
}) as unknown as Bridge;

contextBridge.exposeInMainWorld('tapdesk', bridge);
