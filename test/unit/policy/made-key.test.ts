import { expect, it } from 'vitest';
import type { MethodsPolicy, PasskeyConfiguration } from '../../../src/main/directory/index.ts';
import { madeKeyClosed } from '../../../src/main/policy/index.ts';
import { inputWith } from '../../support/policy-input.ts';
import { openMethods } from '../../support/ways.ts';

const model = 'ee882879-721c-4913-9775-3dfcce97072a';
const open = openMethods.passkeys;
if (open === null) throw new Error('passkeys are on in the open policy');

const codeFor = (passkeys: PasskeyConfiguration | null, key = { aaGuid: model, attested: true }) => {
  const value: MethodsPolicy = { ...openMethods, passkeys };
  const { facts } = inputWith({ facts: { methodsPolicy: { known: true, value } } });
  return madeKeyClosed(facts, key)?.code ?? null;
};
const only = (aaGuids: readonly string[], kind: 'allow' | 'block' = 'allow') => ({
  enforced: true,
  kind,
  aaGuids,
});
const profile = { id: 'p-1', name: 'Keys', types: ['deviceBound'], attestation: 'disabled' } as const;
const withProfile = (change: object): PasskeyConfiguration => ({
  ...open,
  profiles: [{ ...profile, restrictions: { enforced: false, kind: 'unknown', aaGuids: [] }, ...change }],
  profilesOf: { all_users: ['p-1'] },
});

it.each([
  ['any model where nothing is said', open, null],
  ['none where passkeys are off', null, 'method-off'],
  ['one on the list', { ...open, restrictions: only([model.toUpperCase()]) }, null],
  [
    'one that is not',
    { ...open, restrictions: only(['00000000-0000-0000-0000-000000000000']) },
    'model-not-allowed',
  ],
  ['one that is kept out', { ...open, restrictions: only([model], 'block') }, 'model-not-allowed'],
  ['one by a profile', withProfile({}), null],
  ['none by a profile for synced ones', withProfile({ types: ['synced'] }), 'model-not-allowed'],
  ['none by the list of a profile', withProfile({ restrictions: only([]) }), 'model-not-allowed'],
] as const)('takes %s', (_, passkeys, expected) => {
  expect(codeFor(passkeys)).toBe(expected);
});

it('takes a key without proof of its maker only where none is asked for', () => {
  const key = { aaGuid: model, attested: false };
  expect(codeFor(open, key)).toBeNull();
  expect(codeFor({ ...open, attestationEnforced: true }, key)).toBe('model-not-allowed');
  expect(codeFor(withProfile({ attestation: 'registrationOnly' }), key)).toBe('model-not-allowed');
});

it('takes nothing when the policy is not known', () => {
  const need = { permission: 'Policy.Read.AuthenticationMethod', role: null };
  const { facts } = inputWith({
    facts: { methodsPolicy: { known: false, because: 'tenant.forbidden', need } },
  });
  expect(madeKeyClosed(facts, { aaGuid: model, attested: true })?.code).toBe('not-known');
});
