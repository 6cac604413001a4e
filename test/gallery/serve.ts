import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { deskHeaders } from '../../src/main/kiosk/headers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Builds the gallery with the renderer's own code into `outDir`. */
export const buildGallery = async (outDir: string): Promise<void> => {
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    base: '/',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4_000 },
  });
};

/** Serves a built gallery on loopback with the very headers of the desk, so that its policy is tried as well. */
export const serveGallery = async (
  outDir: string,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path.join(outDir, name === '/' ? 'index.html' : path.normalize(name));
    readFile(file).then(
      (body) =>
        response
          .writeHead(200, {
            ...deskHeaders,
            'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  const port = at !== null && typeof at === 'object' ? at.port : 0;
  return {
    address: `http://localhost:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
