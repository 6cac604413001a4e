import { describe, expect, it } from 'vitest';
import type { Method, MethodsPolicy } from '../../../src/main/directory/index.ts';
import { authenticatorModels, cameBy, rejectionOf, windowsModels } from '../../../src/main/policy/index.ts';
import { method } from '../../support/directory-objects.ts';
import { inputWith } from '../../support/policy-input.ts';
import { openMethods } from '../../support/ways.ts';

type Passkeys = NonNullable<MethodsPolicy['passkeys']>;

const key = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';
const [android = ''] = authenticatorModels;
const [hello = ''] = windowsModels;

const passkey = (more: Partial<Method> = {}): Method => ({
  ...method('m', 'fido2'),
  aaGuid: key,
  passkeyType: 'deviceBound',
  attestationLevel: 'notAttested',
  ...more,
});
const under = (more: Partial<Passkeys>, one: Method = passkey()) => {
  if (openMethods.passkeys === null) throw new Error('the open policy has passkeys');
  const value = { ...openMethods, passkeys: { ...openMethods.passkeys, ...more } };
  const { facts } = inputWith({ facts: { methodsPolicy: { known: true, value } } });
  return rejectionOf(one, facts, 'g-1');
};
const profile = (more: Partial<Passkeys['profiles'][number]> = {}): Partial<Passkeys> => ({
  profiles: [
    {
      id: 'p',
      name: 'P',
      types: ['deviceBound'],
      attestation: 'disabled',
      restrictions: { enforced: false, kind: 'unknown', aaGuids: [] },
      ...more,
    },
  ],
  profilesOf: { all_users: ['p'] },
});

describe('a new method', () => {
  it.each([
    ['any key under an open policy', {}, passkey(), null],
    ['Windows Hello', {}, method('w', 'windowsHelloForBusiness'), 'of-the-station'],
    ['a platform credential', {}, method('w', 'platformCredential'), 'of-the-station'],
    ['a passkey in Windows', {}, passkey({ aaGuid: hello.toUpperCase() }), 'of-the-station'],
    ['a synced passkey', {}, passkey({ passkeyType: 'synced' }), 'type'],
    ['a telephone number', {}, method('t', 'phone'), 'kind'],
    ['Authenticator', {}, method('a', 'microsoftAuthenticator'), null],
    ['a key without proof where proof is asked', { attestationEnforced: true }, passkey(), 'attestation'],
    ['a key with proof', { attestationEnforced: true }, passkey({ attestationLevel: 'attested' }), null],
    [
      'a key without proof under a profile',
      profile({ attestation: 'registrationOnly' }),
      passkey(),
      'attestation',
    ],
    [
      'a model that is kept out',
      profile({ restrictions: { enforced: true, kind: 'block', aaGuids: [key] } }),
      passkey(),
      'model',
    ],
    ['a profile for synced ones alone', profile({ types: ['synced'] }), passkey(), 'type'],
  ] as const)('%s', (...[, policy, one, expected]) => {
    expect(under(policy, one)).toBe(expected);
  });

  it.each([
    ['security-key-here', passkey(), 'this-way'],
    ['security-key-here', passkey({ aaGuid: android }), 'another'],
    ['security-key-here', method('a', 'microsoftAuthenticator'), 'another'],
    ['provisioned-key', passkey(), 'this-way'],
    ['passkey-on-phone', passkey({ aaGuid: android }), 'this-way'],
    ['passkey-on-phone', passkey(), 'another'],
    ['passkey-on-phone', method('a', 'microsoftAuthenticator'), 'beside'],
    ['authenticator-on-phone', method('a', 'microsoftAuthenticator'), 'this-way'],
    ['authenticator-on-phone', passkey({ aaGuid: android }), 'this-way'],
    ['authenticator-on-phone', passkey(), 'another'],
    [null, passkey(), 'another'],
  ] as const)('by the way %s', (way, one, expected) => {
    expect(cameBy(one, way)).toBe(expected);
  });
});
