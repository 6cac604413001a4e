import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
};

/** One file as it is served. */
export interface ServedFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a folder once into a map from URL path to content; `/` is `/index.html`. What is not in the map cannot be
 * asked for, so no address ever becomes a path of the file system. Files of unknown kind are left out.
 *
 * @throws Error when the folder cannot be read or has no index.html
 */
export const readFiles = (folder: string): ReadonlyMap<string, ServedFile> => {
  const files = new Map<string, ServedFile>();
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    const type = types[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    files.set(address, { type, body: new Uint8Array(readFileSync(file)) });
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error('The folder of the desk has no index.html.');
  return files.set('/', index);
};

/** The file that an address names, or undefined: another host, another method, or not in the map. */
export const fileFor = (
  files: ReadonlyMap<string, ServedFile>,
  request: { readonly url: string; readonly method: string },
): ServedFile | undefined => {
  if (request.method !== 'GET' || !URL.canParse(request.url)) return undefined;
  const { protocol, host, username, password, pathname } = new URL(request.url);
  const own = protocol === 'app:' && host === 'desk' && username === '' && password === '';
  return own ? files.get(pathname) : undefined;
};
