import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaAt } from '../../../src/main/journal/database.ts';
import { endorsedKey, keyOf, signatureProblem, takeApart } from '../../../src/verifier/checkpoint.ts';
import { hashOf, readEntry } from '../../../src/verifier/entry.ts';
import { openFile } from '../../../src/verifier/file.ts';
import { findingCodes } from '../../../src/verifier/report.ts';
import { parts, schemaProblems } from '../../../src/verifier/schema.ts';
import { verifyJournal } from '../../../src/verifier/verify.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/journal-format.md'), 'utf8');
const lineWith = (start: string): string => page.split('\n').find((line) => line.startsWith(start)) ?? '';
const bytes = Buffer.from(lineWith('{"actor"'));
const jws = lineWith('eyJ');
const jwk = { kty: 'OKP', crv: 'Ed25519', x: /whose\s+`x`\s+is\s+`([^`]+)`/.exec(page)?.[1] ?? '' };

describe('the published format', () => {
  it('explains every finding, in the order of the code', () => {
    const table = page.split('<!-- findings:')[1]?.split('<!-- /findings -->')[0] ?? '';
    const explained = [...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]);
    expect(explained).toEqual(findingCodes);
  });

  it('names every part of the database, as the verifier knows it and the desk makes it', () => {
    const table = page.split('<!-- schema:')[1]?.split('<!-- /schema -->')[0] ?? '';
    const published = [...table.matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\| `([0-9a-f]{64})` \|/gm)];
    const versions = ({ first, last }: (typeof parts)[number]): string =>
      last === null ? `from ${first}` : first === last ? String(first) : `${first} to ${last}`;
    expect(published.map(([, ...columns]) => columns)).toEqual(
      parts.map((part) => [part.name, versions(part), part.sha256]),
    );
    for (const version of [1, 2, 3]) {
      const made = schemaAt(version, (connection) =>
        z
          .array(z.object({ name: z.string(), sql: z.string() }))
          .parse(connection.prepare("SELECT type || ' ' || name AS name, sql FROM sqlite_schema").all()),
      );
      const found = made.map(({ name, sql }) => ({ name, sql: Buffer.from(sql) }));
      expect(schemaProblems(version, found)).toEqual([]);
      expect(schemaProblems(version, found.slice(1))).toHaveLength(1);
    }
  });

  it('has an entry that the verifier reads, and a checkpoint over it that is good', () => {
    const key = keyOf(jwk);
    const checkpoint = takeApart(jws);
    if (key === null || checkpoint === null) throw new Error('the vectors cannot be read');
    expect(signatureProblem(checkpoint, key)).toBeNull();
    expect(checkpoint.claim).toMatchObject({ size: 1, head: hashOf(bytes) });
    expect(readEntry(bytes)).toMatchObject({ seq: 1, station: checkpoint.claim.station });
  });

  it('has a checkpoint that a library of others accepts as well', async () => {
    const { protectedHeader } = await compactVerify(jws, await importJWK(jwk, 'EdDSA'));
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: keyOf(jwk)?.kid, typ: 'tapdesk-checkpoint+jws' });
  });

  it("has one key's word for another", () => {
    const words = page.split('\n').filter((line) => line.startsWith('eyJ'));
    const by = keyOf(jwk);
    if (by === null) throw new Error('the vectors cannot be read');
    // The public key of RFC 8032, 7.1, test 2.
    const next = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');
    expect(endorsedKey(words[1] ?? '', by)).toEqual(
      keyOf({ kty: 'OKP', crv: 'Ed25519', x: next.toString('base64url') }),
    );
  });

  it('has an export that verifies by that key', () => {
    const lines = (page.split('```text\n{"epoch"')[1] ?? '').split('```')[0] ?? '';
    const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-export-'));
    const file = path.join(folder, 'vector.export');
    writeFileSync(file, `{"epoch"${lines}`);
    const keys = [keyOf(jwk)].filter((key) => key !== null);
    const { source } = openFile(file);
    const report = verifyJournal(source, { station: 'desk-1', keys, kept: [], after: null });
    rmSync(folder, { recursive: true });
    expect(report).toMatchObject({ ok: true, epoch: 1, sealed: true, entries: 2, trust: 'given-key' });
  });
});
