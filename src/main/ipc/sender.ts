/** The one origin that may call. Source: facts, Electron security checklist, item 17 (validate the sender of every IPC). */
export const deskOrigin = 'app://desk';

/** What of an Electron frame the check looks at. */
export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
}

/** What of an Electron call the check looks at. */
export interface SenderEvent {
  /** Null when the frame is gone already, or navigated since it called. */
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly id: number };
}

/** The desk's window as the check sees it. */
export interface SenderWindow {
  readonly isDestroyed: () => boolean;
  readonly webContents: { readonly id: number; readonly mainFrame: SenderFrame };
}

const isDeskAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  // Node gives no origin for schemes of our own, so its parts are compared.
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'app:' && host === 'desk' && username === '' && password === '';
};

/**
 * Whether a call comes from the main frame of the desk's window while that shows the desk: the same web contents,
 * the same frame object, the exact origin. Anything that cannot be seen is refused.
 */
export const isDesk = (event: SenderEvent, window: SenderWindow | null): boolean => {
  const frame = event.senderFrame;
  if (frame === null || window === null || window.isDestroyed()) return false;
  return (
    event.sender.id === window.webContents.id &&
    frame === window.webContents.mainFrame &&
    frame.origin === deskOrigin &&
    isDeskAddress(frame.url)
  );
};
