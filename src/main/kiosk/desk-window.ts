import { BrowserWindow, type Input, type WebContents, type WebContentsView } from 'electron';
import type { Push, PushOf } from '../../shared/index.ts';
import { push } from '../ipc/index.ts';
import { keepInFront, type InFront } from './front.ts';
import { giveBackTo, type KeyGivenBack } from './give-back.ts';
import { placeGuest, type BoundsOf, type GuestPlace } from './guest-place.ts';
import { hardenedPreferences } from './preferences.ts';
import { deskAddress } from './protocol.ts';

/** Why the desk's page is not there any more. */
export type GoneReason = 'crashed' | 'elsewhere' | 'closed';

export interface DeskWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Full screen without a way out, or a window of its own for development and tests. */
  readonly kiosk: boolean;
  readonly title: string;
  /** Content size in CSS pixels where it is no kiosk; 1280 × 800 when left out. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Told when somebody wanted the window of a kiosk closed. */
  readonly closeRefused?: () => void;
  /** A kiosk stays before other windows; left out where those of other programs have to be usable. */
  readonly front?: InFront | undefined;
  /** After `elsewhere` the window loads the desk again by itself; after `crashed` the caller opens it again. */
  readonly onGone: (reason: GoneReason) => void;
}

/**
 * Looks at a key before any page does. What it swallows it may give back later to the page it was meant for, where no
 * listener is asked again.
 */
export type KeyListener = (input: Input, giveBack: (key: KeyGivenBack) => void) => 'swallow' | 'pass';

/** The one window of the desk. */
export interface DeskWindow {
  readonly window: BrowserWindow;
  readonly webContentsId: number;
  /** Loads the desk and shows it. */
  readonly open: () => Promise<void>;
  /** @throws ZodError when the message is not what the contract says */
  readonly push: <P extends Push>(name: P, message: PushOf<P>) => void;
  /** Keys of the desk and of a guarded window in it. The answer stops listening. */
  readonly onKey: (listener: KeyListener) => () => void;
  /** Anything done on the desk or on a guarded window in it: keys, touch, mouse. The answer stops listening. */
  readonly onActivity: (listener: () => void) => () => void;
  readonly attachGuest: (view: WebContentsView, boundsOf: BoundsOf) => GuestPlace;
  /** Keeps the window out of screen recordings, where the system can; call before the pass is painted. */
  readonly setContentProtection: (on: boolean) => void;
  /** Closes the window although it is a kiosk. */
  readonly close: () => void;
}

const minimum = { width: 1280, height: 800 };

const makeWindow = ({ preload, kiosk, title, size }: DeskWindowOptions): BrowserWindow =>
  new BrowserWindow({
    ...(size ?? minimum),
    useContentSize: true,
    kiosk,
    fullscreen: kiosk,
    frame: !kiosk,
    minimizable: !kiosk,
    show: false,
    title,
    autoHideMenuBar: true,
    webPreferences: {
      ...hardenedPreferences,
      preload,
      // Sounds are cues of the desk's own, which nobody has to click for.
      autoplayPolicy: 'no-user-gesture-required',
    },
  });

/** Layout changes move the pointer over other things without anybody doing anything. */
const notActivity: ReadonlySet<string> = new Set(['mouseEnter', 'mouseLeave', 'undefined']);

interface Listeners {
  readonly keys: Set<KeyListener>;
  readonly activity: Set<() => void>;
}

const watchInput = (contents: WebContents, { keys, activity }: Listeners): void => {
  let givingBack = false;
  const giveBack = (key: KeyGivenBack): void => {
    givingBack = true;
    try {
      giveBackTo(contents, key);
    } finally {
      givingBack = false;
    }
  };
  contents.on('before-input-event', (event, input) => {
    if (givingBack) return;
    const answers = [...keys].map((listener) => listener(input, giveBack));
    if (answers.includes('swallow')) event.preventDefault();
  });
  contents.on('input-event', (_event, input) => {
    if (!notActivity.has(input.type)) for (const listener of activity) listener();
  });
};

const subscribe = <T>(set: Set<T>, listener: T): (() => void) => {
  set.add(listener);
  return () => void set.delete(listener);
};

const watchEnd = (window: BrowserWindow, { kiosk, onGone, closeRefused }: DeskWindowOptions): void => {
  window.webContents.on('render-process-gone', () => onGone('crashed'));
  // A process that hangs would hang at the next load too; ended, it is told as one that crashed.
  window.webContents.on('unresponsive', () => window.webContents.forcefullyCrashRenderer());
  // Chromium asks nobody before a page turns itself into about:blank.
  window.webContents.on('did-navigate', (_event, address) => {
    if (address === deskAddress) return;
    onGone('elsewhere');
    void window.loadURL(deskAddress);
  });
  window.on('closed', () => onGone('closed'));
  window.on('page-title-updated', (event) => event.preventDefault());
  // Alt+F4 and its like; `close` below and the end of the application destroy the window instead.
  if (!kiosk) return;
  window.on('close', (event) => {
    event.preventDefault();
    closeRefused?.();
  });
};

/** Makes the desk's window, not yet shown. It shows nothing but the desk's own files. */
export const createDeskWindow = (options: DeskWindowOptions): DeskWindow => {
  const window = makeWindow(options);
  const listeners: Listeners = { keys: new Set(), activity: new Set() };
  watchInput(window.webContents, listeners);
  watchEnd(window, options);
  if (options.kiosk && options.front !== undefined) keepInFront(window, options.front);
  return {
    window,
    webContentsId: window.webContents.id,
    open: async () => {
      await window.loadURL(deskAddress);
      window.show();
    },
    push: (name, message) => push(window, name, message),
    onKey: (listener) => subscribe(listeners.keys, listener),
    onActivity: (listener) => subscribe(listeners.activity, listener),
    attachGuest: (view, boundsOf) => {
      watchInput(view.webContents, listeners);
      return placeGuest(window, view, boundsOf);
    },
    setContentProtection: (on) => window.setContentProtection(on),
    close: () => window.destroy(),
  };
};
