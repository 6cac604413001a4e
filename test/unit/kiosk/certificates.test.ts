import { expect, it } from 'vitest';
import { verdictOn } from '../../../src/main/kiosk/guards/certificates.ts';

const server = (fingerprint: string, isIssuedByKnownRoot: boolean) => ({
  certificate: { fingerprint },
  isIssuedByKnownRoot,
});
const trust = { fingerprints: ['sha256/simulated'] };

const simulation = { trust, allowPrivateRoots: false };
const tenant = { trust: null, allowPrivateRoots: false };
const inspected = { trust: null, allowPrivateRoots: true };

it.each([
  ['the simulated tenant, in the simulation', server('sha256/simulated', false), simulation, 0],
  ['another certificate, in the simulation', server('sha256/other', false), simulation, -2],
  ['a public one, in the simulation', server('sha256/other', true), simulation, -2],
  ['a public one, on a real tenant', server('sha256/other', true), tenant, -3],
  ["the simulated tenant's, on a real tenant", server('sha256/simulated', false), tenant, -2],
  ["the site's own authority", server('sha256/other', false), tenant, -2],
  ["the site's own authority where the site wants it", server('sha256/other', false), inspected, -3],
] as const)('%s', (...[, certificate, rules, expected]) => {
  expect(verdictOn(certificate, rules)).toBe(expected);
});

it('is never accepted outright on a real tenant', () => {
  const all = [true, false].flatMap((known) =>
    [true, false].map((allowPrivateRoots) =>
      verdictOn(server('sha256/simulated', known), { trust: null, allowPrivateRoots }),
    ),
  );
  expect(all).not.toContain(0);
});
