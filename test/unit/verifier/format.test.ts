import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { keyOf, signatureProblem, takeApart } from '../../../src/verifier/checkpoint.ts';
import { hashOf, readEntry } from '../../../src/verifier/entry.ts';
import { findingCodes } from '../../../src/verifier/report.ts';

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
});
