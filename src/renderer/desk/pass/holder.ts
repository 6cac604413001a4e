import type { Bridge } from '../../../shared/index.ts';

/** `held` while a control is pressed, `kept` for a short while without holding, `spoken` for a screen reader alone. */
export type Showing = 'held' | 'kept' | 'spoken';

export interface PassView {
  /** Whether this window has the pass at all. */
  readonly present: boolean;
  readonly showing: Showing | null;
}

/** What writes the pass into an element; called only while it may be seen. */
export type Painter = (place: HTMLElement, pass: string) => void;

/**
 * The one place of the window that has the pass. It is a closure's variable: never state, property or attribute
 * of a component, so nothing that inspects or logs the tree of components comes across it.
 */
export interface PassHolder {
  readonly subscribe: (listener: () => void) => () => void;
  readonly view: () => PassView;
  readonly show: (how: Showing) => void;
  readonly hide: () => void;
  /** Lets `painter` write into `place` now; wiped on hide, at the latest by calling the answer. */
  readonly paint: (place: HTMLElement, painter: Painter) => () => void;
}

/** How long the pass may be looked at in all. Source: issue of the pass on screen, "gone after 60 s visible". */
export const VISIBLE_MS = 60_000;
/** Without holding: long enough to copy eight characters to a phone, short enough to turn away. */
export const KEPT_MS = 10_000;
/** Hearing it takes longer than reading it. */
export const SPOKEN_MS = 25_000;

const longest: Readonly<Record<Showing, number>> = { held: VISIBLE_MS, kept: KEPT_MS, spoken: SPOKEN_MS };

export interface PassHolderParts {
  readonly bridge: Pick<Bridge, 'on'>;
  readonly monotonicMs: () => number;
  readonly page: Document;
  /** Tells the main process, which counts the seconds too. */
  readonly hold: (held: boolean) => void;
}

/** The elements that show the pass now. */
const createPlaces = () => {
  const places = new Set<HTMLElement>();
  return {
    add: (place: HTMLElement) => places.add(place),
    clear: (place: HTMLElement) => {
      place.replaceChildren();
      places.delete(place);
    },
    wipe: () => {
      for (const place of places) place.replaceChildren();
      places.clear();
    },
  };
};

/** What is seen, and who follows it. */
const createFollowed = () => {
  let view: PassView = { present: false, showing: null };
  const listeners = new Set<() => void>();
  return {
    get: () => view,
    set: (next: PassView) => {
      view = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

interface Present {
  readonly text: string;
  msLeft: number;
}

/** Listens for `pass.show`, once, and for everything that ends its being seen. */
export const createPassHolder = ({ bridge, monotonicMs, page, hold }: PassHolderParts): PassHolder => {
  let pass: Present | null = null;
  let sinceMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const places = createPlaces();
  const view = createFollowed();

  const hide = (): void => {
    if (view.get().showing === null) return;
    clearTimeout(timer);
    places.wipe();
    if (pass !== null) {
      pass.msLeft -= monotonicMs() - sinceMs;
      if (pass.msLeft <= 0) pass = null;
    }
    view.set({ present: pass !== null, showing: null });
    hold(false);
  };
  const show = (how: Showing): void => {
    if (view.get().showing === how) return;
    hide();
    if (pass === null || page.visibilityState !== 'visible') return;
    sinceMs = monotonicMs();
    timer = setTimeout(hide, Math.min(pass.msLeft, longest[how]));
    view.set({ present: true, showing: how });
    hold(true);
  };

  bridge.on['pass.show'](({ text }) => {
    pass = { text, msLeft: VISIBLE_MS };
    view.set({ present: true, showing: null });
  });
  bridge.on['pass.blank'](() => {
    pass = null;
    hide();
    view.set({ present: false, showing: null });
  });
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'visible') hide();
  });

  const paint: PassHolder['paint'] = (place, painter) => {
    if (pass !== null && view.get().showing !== null) {
      places.add(place);
      painter(place, pass.text);
    }
    return () => places.clear(place);
  };
  return { subscribe: view.subscribe, view: view.get, show, hide, paint };
};
