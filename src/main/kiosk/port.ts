/** What a guarded window tells. Never a path or query: those may carry codes. */
export type GuestEvent =
  | {
      readonly kind: 'navigated';
      readonly host: string;
      readonly secure: boolean;
    }
  | { readonly kind: 'ready' }
  /** A POST or PUT of the page (form or fetch) was answered with success: a moment to look whether a method is new. */
  | { readonly kind: 'posted'; readonly host: string }
  /** The people's own page was led to a host that is not allowed: said to them every time. */
  | { readonly kind: 'blocked-host'; readonly host: string }
  /** A guard stopped something: for the record, once for each hook and host, and no more than forty in a window. */
  | { readonly kind: 'blocked'; readonly hook: string; readonly host: string }
  | { readonly kind: 'not-responding' }
  | { readonly kind: 'closed' };

/** One guarded window: an empty partition in memory to itself, an exact-host allow list, no bridge. */
export interface Guest {
  readonly listen: (listener: (event: GuestEvent) => void) => () => void;
  readonly load: (address: string) => Promise<void>;
  /** Loads the first address again and aborts a WebAuthn call that never settles. */
  readonly reload: () => Promise<void>;
  /**
   * Types text into the focused field as key input, only while the top frame's host is `onHost`.
   *
   * @returns false, with nothing typed, when another host or no text field is in front
   */
  readonly type: (text: string, onHost: string) => Promise<boolean>;
  /**
   * Presses one key of the desk's own keyboard: a character into the focused field, or `Backspace`, `Tab`, `Enter`. Only
   * while the top frame's host is one of `onHosts`.
   *
   * @returns false, with nothing pressed, when another host is in front or, for a character, no text field
   */
  readonly press: (key: string, onHosts: readonly string[]) => Promise<boolean>;
  /** Leaves so many pixels at its bottom free for the desk's own keyboard. */
  readonly leaveRoom: (pixels: number) => void;
  /** Whether its page has closed itself, and only another window can take its place. */
  readonly isGone: () => boolean;
  /** Hides the window while our own screens need its place, and shows it again where it was. */
  readonly show: (visible: boolean) => void;
  /** Destroys the window, wipes the partition and answers what is still in it: all zero, or the wipe failed. */
  readonly close: () => Promise<{
    readonly cookies: number;
    readonly origins: number;
  }>;
}

/** Which addresses a guarded window may show. */
export interface GuestRules {
  /** Exact `host` or `host:port`, https only. */
  readonly hosts: readonly string[];
  /** Hosts that may be shown in a frame of an allowed page, but never as the page itself. */
  readonly frameHosts?: readonly string[];
  /** Hosts that only sub-resources may come from: scripts, styles, pictures, never a page or a frame. */
  readonly resourceHosts: readonly string[];
  /** The one http address allowed: MSAL's loopback redirect. */
  readonly loopbackRedirect: boolean;
}
