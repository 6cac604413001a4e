import { describe, expect, it } from 'vitest';
import { claimsChallenge } from '../../../src/main/directory/graph/challenge.ts';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1795323508"}}}';
const encoded = Buffer.from(claims).toString('base64');

describe('a claims challenge', () => {
  it('is read from among the other parameters, padding and all', () => {
    expect(encoded.endsWith('=')).toBe(true);
    const header = `Bearer realm="", authorization_uri="https://login.example/a=b", error="insufficient_claims", claims="${encoded}"`;
    expect(claimsChallenge(header)).toBe(claims);
  });

  it('is read without quotes', () => {
    expect(claimsChallenge(`Bearer error=insufficient_claims, claims=${encoded}`)).toBe(claims);
  });

  it('is found in the second of two challenges in one header', () => {
    expect(claimsChallenge(`PoP nonce="x", Bearer error="insufficient_claims", claims="${encoded}"`)).toBe(
      claims,
    );
  });

  it.each([null, '', 'Bearer', 'Bearer error="invalid_token"', 'Bearer claims=""', 'Bearer claims="bm8="'])(
    'is absent in %j',
    (header) => {
      expect(claimsChallenge(header)).toBeNull();
    },
  );
});
