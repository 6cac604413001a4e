import { describe, expect, it } from 'vitest';
import { accessPolicyFrom, type MethodsPolicy, type PersonFacts } from '../../../src/main/directory/index.ts';
import { authenticatorModels, waysOf, type PolicyInput } from '../../../src/main/policy/index.ts';
import { registrationWay } from '../../../src/shared/index.ts';
import { method } from '../../support/directory-objects.ts';
import { inputWith, type Variation } from '../../support/policy-input.ts';
import { openMethods } from '../../support/ways.ts';

type Passkeys = NonNullable<MethodsPolicy['passkeys']>;

const methods = (more: Partial<MethodsPolicy>): Variation => ({
  facts: { methodsPolicy: { known: true, value: { ...openMethods, ...more } } },
});
const passkeys = (more: Partial<Passkeys>): Variation => {
  if (openMethods.passkeys === null) throw new Error('the open policy has passkeys');
  return methods({ passkeys: { ...openMethods.passkeys, ...more } });
};
const authenticator = (more: Partial<NonNullable<MethodsPolicy['authenticator']>>): Variation => {
  if (openMethods.authenticator === null) throw new Error('the open policy has Authenticator');
  return methods({ authenticator: { ...openMethods.authenticator, ...more } });
};
const groupOne = { id: 'g-1', kind: 'group' } as const;
const another = { id: 'g-77', kind: 'group' } as const;
const allow = (aaGuids: readonly string[]) => ({ enforced: true, kind: 'allow', aaGuids }) as const;
const block = (aaGuids: readonly string[]) => ({ enforced: true, kind: 'block', aaGuids }) as const;
const profile = (types: readonly string[], restrictions = openMethods.passkeys?.restrictions) => ({
  id: 'profile',
  name: 'Profile',
  types,
  attestation: 'registrationOnly',
  restrictions: restrictions ?? block([]),
});
const inProfile = (types: readonly string[], restrictions?: Passkeys['restrictions']): Variation =>
  passkeys({ profiles: [profile(types, restrictions)], profilesOf: { all_users: ['profile'] } });

const access = (grantControls: object, conditions: object = {}): Variation => ({
  facts: {
    access: {
      known: true,
      value: [
        accessPolicyFrom({
          displayName: 'Guard',
          state: 'enabled',
          conditions: {
            users: { includeGroups: ['g-1'] },
            applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
            clientAppTypes: ['all'],
            ...conditions,
          },
          grantControls,
        }),
      ],
    },
  },
});
const domain = (mfa: Extract<PersonFacts['domain'], { known: true }>['value']['mfa']): Variation => ({
  facts: { domain: { known: true, value: { name: 'own.example', federated: true, mfa } } },
});
const unread = (name: 'methodsPolicy' | 'access' | 'domain', permission: string): Variation => ({
  facts: { [name]: { known: false, because: 'tenant.forbidden', need: { permission, role: null } } },
});

type Code = string | null;

/** The code that closes each way, in the order in which ways are proposed; null: open. */
const told = (input: PolicyInput) => waysOf(input).map(({ way, closed }) => [way, closed?.code ?? null]);
/** At a site that offers everything, keys to give away too. */
const codesOf = (variation: Variation) => {
  const input = inputWith(variation);
  const ways = { ...input.config.ways, offered: registrationWay.options };
  return told({ ...input, config: { ...input.config, ways } });
};
const codes = (...[key, phone, provisioned, app]: readonly [Code, Code, Code, Code]) => [
  ['security-key-here', key],
  ['passkey-on-phone', phone],
  ['provisioned-key', provisioned],
  ['authenticator-on-phone', app],
];
const passkeysAlone = (code: string) => codes(code, code, code, null);
const signedIn = (code: string) => codes(code, code, null, code);
const onPhones = (code: string) => codes(null, code, null, code);

describe('the ways to register', () => {
  it.each([
    ['nothing speaks against', {}, codes(null, null, null, null)],
    ['passkeys are off', methods({ passkeys: null }), passkeysAlone('method-off')],
    ['passkeys are for others', passkeys({ include: [another] }), passkeysAlone('person-not-included')],
    ['passkeys are for the group that is joined', passkeys({ include: [groupOne] }), passkeysAlone('x')],
    ['an exclusion wins', passkeys({ exclude: [groupOne] }), passkeysAlone('person-excluded')],
    [
      'an exclusion of an unheard-of kind',
      passkeys({ exclude: [{ id: 'x', kind: 'unknown' }] }),
      passkeysAlone('person-excluded'),
    ],
    ['nobody sets passkeys up alone', passkeys({ selfService: false }), passkeysAlone('self-service-off')],
    ['only synced passkeys', inProfile(['synced']), passkeysAlone('type-not-allowed')],
    [
      'a profile of others',
      passkeys({ profiles: [profile(['deviceBound'])] }),
      passkeysAlone('type-not-allowed'),
    ],
    ['a profile with attestation', inProfile(['deviceBound']), passkeysAlone('x')],
    [
      'a list that lets in Authenticator alone',
      inProfile(['deviceBound'], allow(authenticatorModels)),
      codes('model-not-allowed', null, 'model-not-allowed', null),
    ],
    [
      'a list that lets in a key alone',
      inProfile(['deviceBound'], allow(['cb69481e-8ff7-4039-93ec-0a2729a154a8'])),
      codes(null, 'model-not-allowed', null, null),
    ],
    [
      'a list that keeps Authenticator out',
      passkeys({ restrictions: block(authenticatorModels) }),
      codes(null, 'model-not-allowed', null, null),
    ],
    [
      'a list beside profiles, which decide',
      passkeys({
        restrictions: allow([]),
        profiles: [profile(['deviceBound'])],
        profilesOf: { all_users: ['profile'] },
      }),
      passkeysAlone('x'),
    ],
    ['Authenticator is off', methods({ authenticator: null }), codes(null, null, null, 'method-off')],
    [
      'Authenticator only confirms passwords',
      authenticator({ modeOf: { all_users: 'push' } }),
      codes(null, null, null, 'only-beside-password'),
    ],
    ['a policy blocks registering', access({ builtInControls: ['block'] }), signedIn('registration-blocked')],
    [
      'a strength without the pass',
      access({ authenticationStrength: { id: 's', allowedCombinations: ['fido2'] } }),
      signedIn('registration-needs-other'),
    ],
    [
      'a strength with the pass',
      access({ authenticationStrength: { id: 's', allowedCombinations: ['temporaryAccessPassOneTime'] } }),
      signedIn('x'),
    ],
    [
      'a policy asks for a managed device',
      access({ builtInControls: ['compliantDevice'] }),
      onPhones('registration-needs-more'),
    ],
    [
      'a policy blocks outside the network',
      access(
        { builtInControls: ['block'] },
        { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      ),
      onPhones('registration-blocked'),
    ],
    [
      'a policy for others',
      access({ builtInControls: ['block'] }, { users: { includeGroups: ['g-77'] } }),
      signedIn('x'),
    ],
    ['their own provider alone checks', domain('own-alone'), signedIn('federated')],
    ['their own provider may check', domain('accepts-own'), signedIn('x')],
    [
      'they are led into registering',
      methods({ registrationRequired: [groupOne] }),
      codes('forced-registration', 'forced-registration', null, null),
    ],
    [
      'who has a method is not led there',
      { facts: { ...methods({ registrationRequired: [groupOne] }).facts, methods: [method('m', 'fido2')] } },
      signedIn('x'),
    ],
    [
      'the site says people are led there',
      { config: { ways: { forcedRegistration: true } } },
      codes('forced-registration', 'forced-registration', null, null),
    ],
    ['a guest', { person: { guest: true } }, passkeysAlone('guest')],
    [
      'the methods policy is not known',
      unread('methodsPolicy', 'P'),
      codes('not-known', 'not-known', 'not-known', 'not-known'),
    ],
    ['Conditional Access is not known', unread('access', 'P'), signedIn('not-known')],
    ['the domain is not known', unread('domain', 'P'), signedIn('not-known')],
    [
      'the groups are not known',
      { facts: { groupIds: { known: false, because: 'tenant.forbidden' } } },
      codes('not-known', 'not-known', 'not-known', 'not-known'),
    ],
  ] as const)('when %s', (_, variation, expected) => {
    // `x` stands for: not closed by this.
    expect(codesOf(variation)).toEqual(expected.map(([way, code]) => [way, code === 'x' ? null : code]));
  });

  it('say which permission is missing, and which policy is in the way', () => {
    const first = (variation: Variation) => waysOf(inputWith(variation))[0]?.closed;
    expect(first(unread('access', 'Policy.Read.All'))).toEqual({
      code: 'not-known',
      params: { permission: 'Policy.Read.All' },
    });
    expect(first(access({ builtInControls: ['block'] }))).toEqual({
      code: 'registration-blocked',
      params: { policy: 'Guard' },
    });
  });

  it('are closed by the site and the station before anything else is said', () => {
    const here = {
      stationWays: [{ way: 'security-key-here', closed: { code: 'not-on-this-system', params: {} } }],
    } as const;
    expect(codesOf({ input: here })).toEqual(
      codes('not-on-this-system', 'not-built-in', 'not-built-in', 'not-built-in'),
    );
    expect(told(inputWith({ config: { ways: { offered: ['passkey-on-phone'] } } }))).toEqual(
      codes('not-allowed-here', null, 'not-allowed-here', 'not-allowed-here'),
    );
  });
});
