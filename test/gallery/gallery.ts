import type { Channel, Language, Push, PushOf, Snapshot } from '../../src/shared/index.ts';
import { channelNames, pushNames } from '../../src/shared/contract/bridge.ts';
import { samples, snapshotOfSample, type Sample } from './samples.ts';

/**
 * The renderer without Electron: a bridge that answers from samples. The address says what to show,
 * `#SAMPLE/LANGUAGE/ACCENT`; what the window sends is kept in `window.sent`.
 */
declare global {
  interface Window {
    sent: { readonly channel: Channel; readonly request: unknown }[];
    gallery: {
      readonly push: <P extends Push>(name: P, message: PushOf<P>) => void;
      readonly show: (address: string, instead?: Sample) => Promise<void>;
      readonly names: readonly string[];
    };
  }
}

let revision = 0;

let address = location.hash.slice(1);
/** Shown in place of the one that the address names. */
let other: Sample | null = null;

const present = (): Snapshot => {
  const [name = '', language = 'en', accent] = address.split('/');
  const sample = other ?? samples[name] ?? samples['enrollee-attract'];
  if (sample === undefined) throw new Error('The gallery has no samples');
  revision += 1;
  return snapshotOfSample(sample, {
    revision,
    // The address is typed by whoever looks; an unknown language shows as one.
    language: language as Language,
    ...(accent === undefined ? {} : { accent: `#${accent}` }),
  });
};

const listeners = new Map<Push, Set<(message: never) => void>>(pushNames.map((name) => [name, new Set()]));

const push = <P extends Push>(name: P, message: PushOf<P>): void => {
  // The map holds, for each name, only listeners of its own message.
  for (const listener of listeners.get(name) ?? []) (listener as (one: PushOf<P>) => void)(message);
};

const answer = (channel: Channel, request: unknown): Promise<unknown> => {
  window.sent.push({ channel, request });
  return Promise.resolve({ ok: true, value: channel === 'desk.get-snapshot' ? present() : {} });
};

const call = Object.fromEntries(
  channelNames.map((channel) => [channel, (request: unknown) => answer(channel, request)]),
);
const on = Object.fromEntries(
  pushNames.map((name) => [
    name,
    (listener: (message: never) => void) => {
      listeners.get(name)?.add(listener);
      return () => listeners.get(name)?.delete(listener);
    },
  ]),
);

/** Settles two frames later: one in which the screen is rendered, one after which it is painted. */
const show = (next: string, instead: Sample | null = null): Promise<void> => {
  address = next;
  other = instead;
  push('snapshot.changed', present());
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
};

window.sent = [];
window.gallery = { push, show, names: Object.keys(samples) };
// Built from the lists of names, which the compiler holds against the contract.
Object.defineProperty(window, 'tapdesk', { value: { call, on } });
window.addEventListener('hashchange', () => void show(location.hash.slice(1)));
