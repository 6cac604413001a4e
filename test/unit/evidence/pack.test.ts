import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { signedOf, type Signer } from '../../../src/main/journal/index.ts';
import { keyOf, type PublicKey } from '../../../src/verifier/checkpoint.ts';
import { openFolder } from '../../../src/verifier/pack/folder.ts';
import type { PackReport } from '../../../src/verifier/pack/report.ts';
import { verifyPack } from '../../../src/verifier/pack/verify.ts';
import { openZip } from '../../../src/verifier/pack/zip.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { quarterPack, type QuarterPack } from '../../support/evidence.ts';

let pack: QuarterPack;
let report: PackReport;
/** A few days at two stations, for what is done again and again. */
let small: QuarterPack;

beforeAll(async () => {
  pack = await quarterPack(10_000);
  small = await quarterPack(100, 4);
  report = verifyPack(openZip(pack.file), []);
}, 120_000);
afterAll(() => {
  pack.remove();
  small.remove();
});

const found = ({ findings }: PackReport): readonly string[] =>
  findings.map(({ file, code }) => `${file ?? 'the pack'} ${code}`);

const publicKey = (station: string): PublicKey => {
  const key = keyOf(pack.signerOf(station).publicJwk);
  if (key === null) throw new Error('the signer has no public key');
  return key;
};

/** The pack unpacked, for one test to do something to. */
const unpacked = (change: (folder: string) => void, file = small.file): PackReport => {
  const folder = mkdtempSync(path.join(small.folder, 'unpacked-'));
  const archive = openZip(file);
  for (const name of archive.names) {
    const place = path.join(folder, name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, '');
    for (const piece of archive.pieces(name)) appendFileSync(place, piece);
  }
  change(folder);
  const result = verifyPack(openFolder(folder), []);
  rmSync(folder, { recursive: true });
  return result;
};

/** Signs for what is there now, as whoever has the station's key could. */
const signAnew = (folder: string, signer: Signer = small.signer): void => {
  const manifest = z
    .looseObject({
      files: z.array(z.looseObject({ name: z.string() })),
      madeAt: z.string(),
      station: z.string(),
    })
    .parse(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')));
  const files = manifest.files.map((file) => {
    const bytes = readFileSync(path.join(folder, file.name));
    return { ...file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const text = canonicalize({ ...manifest, files }) ?? '';
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { madeAt: at, station } = manifest;
  writeFileSync(path.join(folder, 'manifest.json'), text);
  writeFileSync(
    path.join(folder, 'manifest.jws'),
    signedOf('tapdesk-evidence+jws', { at, files: files.length, manifest: sha256, station, v: 1 }, signer),
  );
};

/** Changes one byte in the middle of a file. */
const flip = (file: string): void => {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};

describe('the pack of a quarter', () => {
  it('verifies, with everything planted in it told by its own findings', () => {
    expect(report).toMatchObject({ ok: true, findings: [], redacted: false, trust: 'key-in-pack' });
    expect(report.journals).toHaveLength(10);
    expect(report.reconciliation?.onlyInAudit).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => `pass-foreign-${index}`),
    );
  });

  it('says what could not be checked', () => {
    expect(report.notChecked).toEqual([
      'whose key it is: give the station’s public key (--key) to know',
      '4 passes of the journals: the audit log in the pack does not reach them',
    ]);
  });

  it('proves each line of the guide’s alignment table, or says that it does not hold', () => {
    expect(report.alignment.map(({ principle }) => principle)).toEqual([
      'Least Privilege',
      'Verify Explicitly',
      'Assume Breach',
      'Continuous Monitoring',
    ]);
    const proofs = report.alignment.flatMap((line) => line.proofs);
    expect(proofs.filter(({ holds }) => holds === null)).toEqual([]);
    expect(
      proofs.filter(({ holds }) => holds === false).map(({ claim, value }) => `${claim}: ${value}`),
    ).toEqual([
      'Nobody stayed in a pass group for too long: 7',
      'No privileged person got a pass without a second person: 4',
      'Weekly reviews were done, one for each week: 0',
    ]);
  });

  it('is the same, byte for byte, made again of the same', async () => {
    const again = await pack.make('again.zip');
    expect(readFileSync(again).equals(readFileSync(pack.file))).toBe(true);
  });

  it('verifies by the keys of all stations, given from elsewhere', () => {
    const stations = [...Array(10).keys()].map((index) => `desk-${index}`);
    const trusted = verifyPack(openZip(pack.file), stations.map(publicKey));
    expect(trusted).toMatchObject({ ok: true, trust: 'given-key' });
  });

  it('verifies by the separate verifier with Node alone', () => {
    const program = path.resolve(import.meta.dirname, '../../../src/verifier/pack/main.ts');
    const alone = path.join(pack.folder, 'verifier');
    // Nothing beside it that could be imported.
    cpSync(path.resolve(program, '../..'), alone, { recursive: true });
    writeFileSync(path.join(alone, 'package.json'), '{"type":"module"}');
    const node = path.resolve(import.meta.dirname, '../../../node_modules/.bin/node');
    const said: unknown = JSON.parse(
      execFileSync(node, [path.join(alone, 'pack/main.ts'), pack.file, '--json'], { encoding: 'utf8' }),
    );
    expect(said).toEqual(JSON.parse(JSON.stringify(report)));
  });
});

describe('without its personal values', () => {
  it('verifies by the same hashes, and says what was taken out', async () => {
    const file = await pack.make('redacted.zip', { redacted: true });
    const redacted = verifyPack(openZip(file), []);
    expect(redacted).toMatchObject({ ok: true, redacted: true, files: report.files });
    expect(redacted.notChecked).toContain('personal/tenant/roles.jsonl: the personal values were taken out');
  });

  it('has no name, address or word of anybody in it', async () => {
    const text = readFileSync(await pack.make('nameless.zip', { redacted: true }), 'utf8');
    for (const personal of ['Olga Operator', 'Ivo Installer', 'Nadia came early', '192.0.2.10'])
      expect(text.includes(personal), personal).toBe(false);
    const whole = readFileSync(pack.file, 'utf8');
    for (const personal of ['Olga Operator', 'Ivo Installer', 'Nadia came early', '192.0.2.10'])
      expect(whole.includes(personal), personal).toBe(true);
  });
});

describe('what is done to a pack', () => {
  it('is named for one changed byte, in every file', () => {
    const names = openZip(small.file).names.filter((name) => openZip(small.file).sizeOf(name) > 0);
    expect(names.length).toBeGreaterThan(20);
    const silent = names.filter((name) => {
      const told = unpacked((folder) => flip(path.join(folder, name)));
      return told.ok || !told.findings.some(({ file }) => file === name);
    });
    expect(silent).toEqual([]);
  }, 120_000);

  it('is named for every missing file', () => {
    const { names } = openZip(small.file);
    const silent = names.filter(
      (name) => !found(unpacked((folder) => rmSync(path.join(folder, name)))).includes(`${name} missing`),
    );
    expect(silent).toEqual([]);
  }, 120_000);

  it('is named for a file more', () => {
    const told = unpacked((folder) => writeFileSync(path.join(folder, 'more.txt'), 'x'));
    expect(found(told)).toEqual(['more.txt extra']);
  });

  it('is named for a swapped journal', () => {
    const told = unpacked((folder) =>
      cpSync(path.join(folder, 'journals/desk-1-1.jsonl'), path.join(folder, 'journals/desk-0-1.jsonl')),
    );
    expect(found(told)).toContain('journals/desk-0-1.jsonl changed');
  });

  it('is named for a foreign key, though everything else was made to fit', async () => {
    const file = await small.make('foreign.zip', { signer: createTestSigner() });
    expect(found(verifyPack(openZip(file), []))).toEqual(['manifest.json foreign-key']);
    const given = verifyPack(openZip(pack.file), [publicKey('desk-1')]);
    expect(found(given)).toContain('manifest.json foreign-key');
  });

  it('is named for a signature by another key under the name of the right one', () => {
    const told = unpacked((folder) => signAnew(folder, { ...createTestSigner(), kid: small.signer.kid }));
    expect(found(told)).toEqual(['manifest.jws signature']);
    expect([told.ok, told.trust]).toEqual([false, 'unsigned']);
  });

  it('is named for a manifest that says something else than was signed for', () => {
    const told = unpacked((folder) => {
      const file = path.join(folder, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"madeAt":"\d/, '"madeAt":"1'));
    });
    expect(found(told)).toEqual(['manifest.json changed', 'manifest.jws signature']);
  });

  it('is named for a key that neither a journal in it nor anybody else vouches for', () => {
    const told = unpacked((folder) => {
      const file = path.join(folder, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('"station":"desk-0"', '"station":"desk-99"'));
      signAnew(folder);
    });
    expect(found(told)).toEqual(['manifest.json foreign-key']);
  });

  it('is named for bytes in the archive that belong to no file, wherever they are', () => {
    const bytes = readFileSync(small.file);
    const file = path.join(small.folder, 'touched.zip');
    const silent: number[] = [];
    // Around the first file, in the list of files, and at the end.
    const list = bytes.readUInt32LE(bytes.length - 6);
    const places = [...Array(43).keys(), ...[...Array(59).keys()].map((at) => list + at)];
    for (const at of [...places, ...[...Array(22).keys()].map((index) => bytes.length - 1 - index)]) {
      const touched = Buffer.from(bytes);
      touched[at] = (touched[at] ?? 0) ^ 1;
      writeFileSync(file, touched);
      try {
        if (verifyPack(openZip(file), []).ok) silent.push(at);
      } catch {
        // It is no archive any more.
      }
    }
    expect(silent).toEqual([]);
  }, 120_000);
});

describe('what whoever has the station’s key could do', () => {
  const edited = (name: string, edit: (text: string) => string): readonly string[] =>
    found(
      unpacked((folder) => {
        const file = path.join(folder, name);
        writeFileSync(file, edit(readFileSync(file, 'utf8')));
        signAnew(folder);
      }),
    );
  const withoutLine = (index: number) => (text: string) =>
    text
      .split('\n')
      .filter((_, line) => line !== index)
      .join('\n');

  it('is nothing, where nothing was done', () => {
    expect(edited('findings/findings.jsonl', (text) => text)).toEqual([]);
  });

  it('is named for an entry that an extract leaves out', () => {
    expect(edited('extracts/posture.jsonl', withoutLine(3))).toEqual(['extracts/posture.jsonl extract']);
  });

  it('is named for an entry that a journal leaves out', () => {
    expect(edited('journals/desk-1-1.jsonl', withoutLine(9))).toContain('journals/desk-1-1.jsonl journal');
  });

  it('is named for a personal value that is another one', () => {
    const renamed = (text: string): string => text.replace('Olga Operator', 'Olga Somebody');
    expect(edited('personal/tenant/roles.jsonl', renamed)).toEqual(['personal/tenant/roles.jsonl personal']);
    const installed = (text: string): string => text.replace('Ivo Installer', 'Ivo Somebody');
    expect(edited('personal/journals/desk-0-1.jsonl', installed)).toEqual([
      'journals/desk-0-1.jsonl journal',
    ]);
  });

  it('is named for a pass on one side alone that the findings do not tell of', () => {
    const hidden = (text: string): string =>
      text
        .split('\n')
        .filter((line) => !line.includes('"rule":"outside-tapdesk"'))
        .join('\n');
    const told = edited('findings/findings.jsonl', hidden);
    expect(new Set(told)).toEqual(new Set(['tenant/audit.jsonl unreconciled']));
  });

  it('is no matter where all personal values are taken out by hand', () => {
    const told = unpacked((folder) => rmSync(path.join(folder, 'personal'), { recursive: true }));
    expect(told).toMatchObject({ ok: true, redacted: true });
  });
});
