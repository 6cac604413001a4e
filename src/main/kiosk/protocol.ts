import { protocol, type Session } from 'electron';
import { fileFor, readFiles } from './files.ts';
import { deskHeaders } from './headers.ts';

/** Where the desk's window starts. */
export const deskAddress = 'app://desk/';

/**
 * Makes `app:` a scheme with an origin of its own and the rights of https, no more: no fetch, no service worker, no
 * code cache in a folder that users may write. Call before the application is ready.
 */
export const registerAppScheme = (): void => {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
};

/**
 * Serves the desk's own files as `app://desk/`, from a map read now.
 *
 * @param rendererFolder the built renderer, with index.html
 * @throws Error when the folder cannot be read
 */
export const serveApp = (session: Session, rendererFolder: string): void => {
  const files = readFiles(rendererFolder);
  session.protocol.handle('app', (request) => {
    const file = fileFor(files, request);
    if (file === undefined) return new Response(null, { status: 404, headers: deskHeaders });
    return new Response(file.body, { headers: { ...deskHeaders, 'Content-Type': file.type } });
  });
};
