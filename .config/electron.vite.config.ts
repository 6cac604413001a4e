import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

// One build serves the Electron that ships and the older one that stands in for it in development: it is made for
// the older one's Node and Chromium.
const node = 'node20.18';
const chromium = 'chrome130';

export default defineConfig({
  main: {
    resolve: {
      alias: [
        { find: /^pdfkit$/, replacement: path.join(root, '.config/pdfkit-bundled.mjs') },
        {
          find: /^@aws-sdk\/credential-provider-node$/,
          replacement: path.join(root, '.config/aws-credentials-bundled.mjs'),
        },
      ],
    },
    build: {
      target: node,
      outDir: path.join(root, 'out/main'),
      // One file is read faster at start than hundreds; what has native parts stays a package.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: path.join(root, 'src/main/index.ts'),
          // Runs in a process of its own.
          'card-process': path.join(root, 'src/main/badge/pcsc/entry.ts'),
        },
        external: ['electron', 'libsql', 'pcsc-mini'],
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: path.join(root, 'out/preload'),
      externalizeDeps: false,
      rollupOptions: {
        input: path.join(root, 'src/preload/index.ts'),
        // A sandboxed preload can load one CommonJS file and nothing else.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'src/renderer'),
    plugins: [react()],
    build: {
      target: chromium,
      minify: true,
      outDir: path.join(root, 'out/renderer'),
      rollupOptions: { input: path.join(root, 'src/renderer/index.html') },
    },
  },
});
