import type { Session } from 'electron';
import { guestPolicy } from '../headers.ts';

const name = 'Content-Security-Policy';

/** Adds the guest's own policy to those of the page: of several policies a browser keeps every one. */
export const withGuestPolicy = (
  headers: Readonly<Record<string, readonly string[]>>,
): Record<string, string[]> => {
  const others = Object.entries(headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase());
  const own = Object.entries(headers).filter(([key]) => key.toLowerCase() === name.toLowerCase());
  const copied = others.map(([key, values]) => [key, [...values]] as const);
  return {
    ...Object.fromEntries(copied),
    [name]: [...own.flatMap(([, values]) => values), guestPolicy],
  };
};

/** Every page and frame of a guarded window runs without modal dialogs, downloads and top navigation of frames. */
export const guardResponses = (session: Session): void => {
  session.webRequest.onHeadersReceived((details, callback) => {
    callback({
      responseHeaders: withGuestPolicy(details.responseHeaders ?? {}),
    });
  });
};
