import { pushes, type Push, type PushOf } from '../../shared/index.ts';

/** The part of an Electron window that a push needs. */
export interface PushTarget {
  readonly isDestroyed: () => boolean;
  readonly webContents: { readonly send: (channel: string, message: unknown) => void };
}

/**
 * Sends a message to one window, after parsing it with the push's schema, so that nothing leaves the main process
 * that the contract does not name. A window that is gone gets nothing.
 *
 * @throws ZodError when the message is not what the contract says: a bug of the caller
 */
export const push = <P extends Push>(target: PushTarget, name: P, message: PushOf<P>): void => {
  const parsed = pushes[name].parse(message);
  if (!target.isDestroyed()) target.webContents.send(name, parsed);
};
