import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeLeftovers } from '../../../src/main/evidence/index.ts';
import { createSpill } from '../../../src/main/spill/index.ts';

it('removes what a killed run left beside the pack, and nothing else', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-left-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pack = path.join(folder, 'q3.zip');
  const kept = [
    'q3.zip.parts',
    'q3.zip.parts-notes',
    'q3.zip.rows-1234567',
    'other.zip.parts-aB3dEf',
    'q3.zip',
  ];
  for (const name of kept) mkdirSync(path.join(folder, name));
  mkdirSync(path.join(folder, 'q3.zip.parts-aB3dEf', 'personal'), { recursive: true });
  writeFileSync(path.join(folder, 'q3.zip.parts-aB3dEf', 'personal', 'a'), 'Somebody');
  writeFileSync(path.join(folder, 'q3.zip.new'), 'half');
  createSpill(pack);
  removeLeftovers(pack);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});
