import { describe, expect, it } from 'vitest';
import { createBadgeHash, type BadgeRead } from '../../../src/main/badge/index.ts';
import { DirectoryError } from '../../../src/main/directory/index.ts';
import { createDeskAtHand, noLists, openDesk, read } from '../../support/desk.ts';
import { mappingConfig } from '../../../src/main/badge/index.ts';

const hash = createBadgeHash(() => new Uint8Array(32));
const badges = { mapping: mappingConfig.parse({ piv: { by: 'table' } }), lists: noLists, hash };
const card: BadgeRead = {
  kind: 'read',
  reader: 'Reader 1',
  technology: 'piv',
  strength: 'signed',
  identifier: { kind: 'piv', fascN: null, uuid: '0f1e2d3c-4b5a-4968-8776-655443322110', subject: 'CN=N' },
  proof: {
    certificateThumbprint: 'a'.repeat(64),
    key: '9E',
    algorithm: 'P-256',
    revocation: 'crl',
    issuer: 'CN=Issuer',
    notAfter: 0,
  },
  at: 0,
};

describe('what is on record of a badge', () => {
  it('that began an enrollment is how it was read, its keyed hash, and by which rule it was whose', async () => {
    const hand = createDeskAtHand({ badges });
    await openDesk(hand);
    await hand.badge(read);
    expect(hand.begunWith).toEqual([
      {
        strength: 'identifier',
        technology: 'wedge',
        hash: hash(read),
        certificate: null,
        rule: 'employee-id',
      },
    ]);
  });

  it('that was refused is the same, with the certificate in clear', async () => {
    const hand = createDeskAtHand({ badges });
    await openDesk(hand);
    await hand.badge(card);
    expect(hand.written.filter(({ type }) => type === 'badge.refused').map(({ data }) => data)).toEqual([
      {
        code: 'badge.unknown',
        badgeStrength: 'signed',
        badgeTechnology: 'piv',
        badge: hash(card),
        badgeCertificate: 'a'.repeat(64),
      },
    ]);
  });

  it('is never what is on it, neither in the journal nor in the log, whatever happens', async () => {
    const hand = createDeskAtHand({ badges });
    const number = { ...read, identifier: { kind: 'number', value: '77665544', facility: null } } as const;
    const trace = { correlationId: 'c', requestId: null, serverTime: null };
    await openDesk(hand);
    hand.find([]);
    await hand.badge(number);
    hand.find(new DirectoryError('tenant.timeout', { outcome: 'none', retryable: true, trace }));
    await hand.badge(number);
    await hand.badge(card);
    const told = JSON.stringify([hand.written, hand.logged]);
    expect(hand.logged.length).toBeGreaterThan(0);
    expect(told).not.toMatch(/77665544|0f1e2d3c/);
  });
});
