// The packager's own kit writes the wire, the desk's reader reads it.
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { flipFuses, FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuses } from '../../../../scripts/packaging/fuses.ts';
import { readFuseWires, wantedFuses, wrongFusesOn } from '../../../../src/main/posture/station/fuses.ts';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const stock = Buffer.from(wantedFuses.map(() => 0x30));
const binaryOf = (wire: Buffer, before: number): Buffer =>
  Buffer.concat([
    Buffer.alloc(before, 7),
    Buffer.from(sentinel),
    Buffer.from([1, wire.length]),
    wire,
    Buffer.alloc(500, 9),
  ]);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-fuses-'));
});
afterAll(() => rm(folder, { recursive: true }));

const chunked = async function* (bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

describe('the fuses of a binary', () => {
  it('all stand right where the packager has set them, and are the ones it sets', async () => {
    const file = path.join(folder, 'tapdesk');
    await writeFile(file, binaryOf(stock, 3_000));
    await flipFuses(file, fuses);
    const wires = await readFuseWires(createReadStream(file, { highWaterMark: 1_000 }));
    expect(wrongFusesOn(wires)).toEqual([]);
    expect(Object.fromEntries(wantedFuses)).toEqual(
      Object.fromEntries(wantedFuses.map(([name]) => [name, fuses[FuseV1Options[name as 'RunAsNode']]])),
    );
    // Whoever flips one back is found out.
    const bytes = await readFile(file);
    bytes[bytes.indexOf(sentinel) + sentinel.length + 2] = 0x31;
    expect(wrongFusesOn(await readFuseWires(chunked(bytes, 4_096)))).toEqual(['RunAsNode']);
  });

  it('are read wherever a chunk ends', async () => {
    const bytes = binaryOf(stock, 100);
    for (let size = 40; size < 160; size += 1) {
      const wires = await readFuseWires(chunked(bytes, size));
      expect(wires.map((wire) => [...wire])).toEqual([[...stock]]);
    }
  });

  it('are wrong where one of two wires is, where one is missing, and where nobody knows one', async () => {
    const right = Buffer.from(wantedFuses.map(([, enabled]) => (enabled ? 0x31 : 0x30)));
    const two = Buffer.concat([binaryOf(right, 10), binaryOf(stock, 300)]);
    expect(wrongFusesOn(await readFuseWires(chunked(two, 1_000)))).toEqual([
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
    const short = binaryOf(right.subarray(0, 8), 10);
    expect(wrongFusesOn(await readFuseWires(chunked(short, 1_000)))).toEqual(['WasmTrapHandlers']);
    const long = binaryOf(Buffer.concat([right, Buffer.from([0x30])]), 10);
    expect(wrongFusesOn(await readFuseWires(chunked(long, 1_000)))).toEqual(['fuse 9']);
  });

  it('are not known of a program that has none', async () => {
    expect(wrongFusesOn(await readFuseWires(chunked(Buffer.alloc(10_000), 1_000)))).toBeNull();
    const cut = binaryOf(stock, 10).subarray(0, 10 + sentinel.length + 4);
    expect(wrongFusesOn(await readFuseWires(chunked(cut, 1_000)))).toBeNull();
  });
});
