import { createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStationKey } from '../../../src/main/journal/station-key.ts';
import { keyring, turned } from '../../support/keyring.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const noKey = expect.objectContaining({ code: 'station.no-key' }) as Error;

describe('the key of a station on a real tenant', () => {
  it('is made once, and is the same at every start', () => {
    const first = openStationKey({ folder, protection: keyring() });
    const second = openStationKey({ folder, protection: keyring() });
    expect(second.publicJwk).toEqual(first.publicJwk);
    expect(second.kid).toBe(first.kid);
    expect(readdirSync(folder).sort()).toEqual(['station-key', 'station-key.public.jwk']);
  });

  it('signs what its published public key verifies', async () => {
    const signer = openStationKey({ folder, protection: keyring() });
    const published: unknown = JSON.parse(readFileSync(at('station-key.public.jwk'), 'utf8'));
    const bytes = Buffer.from('a chain');
    const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' });
    expect(published).toEqual(signer.publicJwk);
    expect(signer.kid).toBe(await calculateJwkThumbprint(signer.publicJwk));
    expect(verify(null, bytes, key, signer.sign(bytes))).toBe(true);
  });

  it('is on disk only as the system encrypted it, for the account alone', () => {
    openStationKey({ folder, protection: keyring() });
    expect(readFileSync(at('station-key'), 'latin1')).not.toContain('PRIVATE KEY');
    expect(turned(readFileSync(at('station-key'))).toString()).toContain('PRIVATE KEY');
    expect(statSync(at('station-key')).mode & 0o077).toBe(0);
  });

  it.each([
    ['no protection', { isEncryptionAvailable: () => false }],
    ['the plain-text back end of Linux', { getSelectedStorageBackend: () => 'basic_text' }],
    ['a back end that is not known yet', { getSelectedStorageBackend: () => 'unknown' }],
  ])('is not made with %s', (_, more) => {
    expect(() => openStationKey({ folder, protection: keyring(more) })).toThrow(noKey);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('needs no named back end where the system has but one', () => {
    const { isEncryptionAvailable, encryptString, decryptString } = keyring();
    openStationKey({ folder, protection: { isEncryptionAvailable, encryptString, decryptString } });
    expect(existsSync(at('station-key'))).toBe(true);
  });

  it('is left as it is when it cannot be read', () => {
    writeFileSync(at('station-key'), 'of another account');
    expect(() => openStationKey({ folder, protection: keyring() })).toThrow(noKey);
    expect(readFileSync(at('station-key'), 'utf8')).toBe('of another account');
  });
});

describe('the key of the simulation', () => {
  it('is the same at each start, under a name of its own', () => {
    const first = openStationKey({ folder, protection: null });
    expect(openStationKey({ folder, protection: null }).kid).toBe(first.kid);
    expect(openStationKey({ folder, protection: keyring() }).kid).not.toBe(first.kid);
    expect(existsSync(at('station-key-simulated'))).toBe(true);
  });
});

describe('a new key that somebody asked for', () => {
  const ask = (): void => writeFileSync(at('station-key.rotate'), '');

  it('comes with the word of the old one, and keeps it at every start after', async () => {
    const old = openStationKey({ folder, protection: keyring() });
    expect(old.endorsement).toBeUndefined();
    ask();
    const made = openStationKey({ folder, protection: keyring() });
    expect(made.kid).not.toBe(old.kid);
    expect(existsSync(at('station-key.rotate'))).toBe(false);
    const { payload, protectedHeader } = await compactVerify(
      made.endorsement ?? '',
      await importJWK(old.publicJwk, 'EdDSA'),
    );
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: old.kid, typ: 'tapdesk-station-key+jws' });
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({
      ...made.publicJwk,
      kid: made.kid,
      v: 1,
    });
    const again = openStationKey({ folder, protection: keyring() });
    expect(again).toMatchObject({ kid: made.kid, endorsement: made.endorsement });
  });

  it('is not made when the old one cannot be read', () => {
    writeFileSync(at('station-key'), 'of another account');
    ask();
    expect(() => openStationKey({ folder, protection: keyring() })).toThrow(noKey);
    expect(readFileSync(at('station-key'), 'utf8')).toBe('of another account');
    expect(existsSync(at('station-key.rotate'))).toBe(true);
  });
});
