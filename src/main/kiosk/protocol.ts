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
 * @param answering settles once the page's calls are answered: its scripts are not handed out before, so that the
 *   page can be opened while the rest of the desk is still being put together
 * @throws Error when the folder cannot be read
 */
export const serveApp = (
  session: Session,
  rendererFolder: string,
  answering: Promise<unknown> = Promise.resolve(),
): void => {
  const files = readFiles(rendererFolder);
  session.protocol.handle('app', async (request) => {
    const file = fileFor(files, request);
    if (file === undefined) return new Response(null, { status: 404, headers: deskHeaders });
    if (file.type.startsWith('text/javascript')) await answering;
    return new Response(file.body, {
      headers: { ...deskHeaders, 'Content-Type': file.type },
    });
  });
};
