import type { Exchange } from './exchange.ts';

const types: Readonly<Record<string, string>> = {
  'style.css': 'text/css; charset=utf-8',
  'sign-in.mjs': 'text/javascript; charset=utf-8',
  'sign-in-phone.mjs': 'text/javascript; charset=utf-8',
  'security-info.mjs': 'text/javascript; charset=utf-8',
};

/** Serves the style sheet and scripts of the pages, read once by `read`. */
export async function createAssets(
  read: (name: string) => Promise<string>,
): Promise<(exchange: Exchange) => Promise<void>> {
  const entries = Object.keys(types).map(async (name) => [name, await read(name)] as const);
  const texts = new Map(await Promise.all(entries));
  return ({ response, url }) => {
    const name = url.pathname.split('/').at(-1) ?? '';
    const text = texts.get(name);
    if (text === undefined) {
      // Browsers ask for an icon on their own; there is none.
      response.writeHead(name === 'favicon.ico' ? 204 : 404).end();
    } else {
      response.writeHead(200, {
        'content-type': types[name] ?? 'text/plain',
        'x-content-type-options': 'nosniff',
      });
      response.end(text);
    }
    return Promise.resolve();
  };
}
