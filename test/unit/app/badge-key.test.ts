import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBadgeKey } from '../../../src/main/app/badge-key.ts';
import { keyring, turned } from '../../support/keyring.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badge-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const noKey = expect.objectContaining({ code: 'station.no-key' }) as Error;

describe('the key by which badges are named', () => {
  it('is made when it is first needed, and is the same at every start', () => {
    const key = createBadgeKey({ folder, protection: keyring() });
    expect(readdirSync(folder)).toEqual([]);
    expect(key()).toHaveLength(32);
    expect(createBadgeKey({ folder, protection: keyring() })()).toEqual(key());
  });

  it('is on disk only as the system encrypted it, for the account alone', () => {
    const key = Buffer.from(createBadgeKey({ folder, protection: keyring() })()).toString('base64');
    const file = path.join(folder, 'badge-key');
    expect(readFileSync(file, 'latin1')).not.toContain(key);
    expect(turned(readFileSync(file)).toString()).toBe(key);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    ['no protection', { isEncryptionAvailable: () => false }],
    ['the plain-text back end of Linux', { getSelectedStorageBackend: () => 'basic_text' }],
  ])('is not made with %s', (_, more) => {
    expect(createBadgeKey({ folder, protection: keyring(more) })).toThrow(noKey);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['of another account', ''])('is left as it is when it cannot be read: %j', (content) => {
    const file = path.join(folder, 'badge-key');
    writeFileSync(file, content);
    expect(createBadgeKey({ folder, protection: keyring() })).toThrow(noKey);
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it('of the simulation is one of its own', () => {
    createBadgeKey({ folder, protection: null })();
    expect(readdirSync(folder)).toEqual(['badge-key-simulated']);
  });
});
