import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { writeZip } from '../../../src/main/evidence/zip.ts';
import { openZip } from '../../../src/verifier/pack/zip.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const files = { 'a.txt': 'hello', 'b/c.bin': '\x07'.repeat(700_000), empty: '' };

const written = (): string => {
  mkdirSync(path.join(folder, 'b'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const target = path.join(folder, 'made.zip');
  writeZip(target, { folder, names: Object.keys(files) });
  return target;
};

it('writes files as they are, in the order given', () => {
  const { names, problems, pieces } = openZip(written());
  expect([names, problems]).toEqual([['a.txt', 'b/c.bin', 'empty'], []]);
  for (const [name, text] of Object.entries(files))
    expect([...pieces(name)].map((piece) => piece.toString()).join('')).toBe(text);
});

it('gives the bytes that packs always had: another program made these', () => {
  // yazl 3.3.1, of the same files, stored, 1980-01-01, mode 0600.
  const digest = createHash('sha256').update(readFileSync(written())).digest('hex');
  expect(digest).toBe('259ac509fb81d57ca1896c21bc74edbdce4108eaf2e9a19db0423b473163936c');
});

it('refuses a target that is there', () => {
  const target = written();
  expect(() => writeZip(target, { folder, names: [] })).toThrow(/EEXIST/);
});
