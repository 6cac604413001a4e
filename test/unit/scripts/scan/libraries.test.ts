import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scanLibraries } from '../../../../scripts/scan/libraries.ts';

test('a vulnerable library in a built file is found by the database in the tree', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-scan-'));
  try {
    writeFileSync(path.join(folder, 'app.js'), '/*! jQuery v3.3.1 | (c) JS Foundation */');
    expect(scanLibraries(folder)).toMatchObject([{ tool: 'retire', rule: 'jquery@3.3.1' }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
