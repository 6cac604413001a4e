import { describe, expect, it } from 'vitest';
import type { AccessPolicy, Evaluated, PersonReading } from '../../../src/main/directory/index.ts';
import { placesOf } from '../../../src/main/posture/access/places.ts';
import { reasonFor, type SignIn } from '../../../src/main/policy/index.ts';
import {
  describedFor,
  differencesIn,
  holdersIn,
  walkPerson,
  type Circumstances,
  type PersonWay,
} from '../../../src/main/posture/index.ts';
import { watched } from '../../../src/main/posture/roles.ts';
import {
  block,
  emergencyGroup,
  grant,
  grantOf,
  groupId,
  healthyPolicies,
  healthyReading,
  known,
  policy,
  readAt,
  strengths,
} from '../../support/posture.ts';

const here = { id: 'headquarters', displayName: 'Headquarters', trusted: true, ranges: ['192.0.2.0/24'] };
const hall = {
  id: 'hall',
  displayName: 'Hall',
  trusted: false,
  ranges: ['198.51.100.0/25', '2001:db8::/32'],
};
const land = { id: 'land', displayName: 'A country', trusted: false, ranges: [] };

const circumstances: Circumstances = {
  group: { id: groupId('TAP-Onboarding-Users'), displayName: 'TAP-Onboarding-Users' },
  address: null,
  platform: null,
  managed: true,
  away: false,
  app: 'desk',
};
const somebody: PersonReading = {
  id: 'somebody',
  displayName: 'Somebody',
  userPrincipalName: 'somebody@town.example',
  guest: false,
  enabled: true,
  groups: [{ id: 'staff', displayName: 'Staff' }],
  units: [],
};
const holders = (...grants: readonly ReturnType<typeof grant>[]): PersonWay['holders'] => {
  const found = holdersIn({
    tenant: { ...healthyReading.tenant, grants: known(grants) },
    station: null,
    at: readAt,
  });
  if (!found.known) throw new Error('holders are known here');
  return found.value;
};
const wayOf = (is: Partial<PersonWay> = {}): PersonWay => ({
  person: somebody,
  holders: [],
  locations: [here, hall, land],
  circumstances,
  ...is,
});
const healthy = Object.values(healthyPolicies);
const breaksAt = (way: PersonWay, ...more: readonly AccessPolicy[]) =>
  walkPerson(way, [...healthy, ...more]).breaksAt;

describe('why a policy does not apply', () => {
  const signIn: SignIn = {
    stage: 'first-sign-in',
    who: { userId: 'somebody', groupIds: ['staff'], roleIds: [] },
    proof: 'passkey',
    place: ['All', 'AllTrusted', 'headquarters'],
    managed: true,
    app: 'desk',
    platform: 'windows',
  };
  const none = { include: [], exclude: [] };
  it.each<[string, string, Partial<AccessPolicy>]>([
    ['nothing narrows it', 'notSet', {}],
    ['it is watched only', 'notSet', { state: 'report-only' }],
    ['it is off', 'policyNotEnabled', { state: 'disabled' }],
    ['it is for others', 'users', { users: { include: ['other'], exclude: [] } }],
    ['it leaves the person out', 'users', { users: { include: ['All'], exclude: ['somebody'] } }],
    ['it leaves a group of theirs out', 'users', { groups: { include: [], exclude: ['staff'] } }],
    ['it is for guests', 'users', { users: none, guests: { included: true, excluded: false } }],
    ['it is for another application', 'application', { apps: { include: ['mail'], exclude: [] } }],
    ['it is for this application', 'notSet', { apps: { include: ['desk'], exclude: [] } }],
    ['it leaves this application out', 'application', { apps: { include: ['All'], exclude: ['desk'] } }],
    ['a filter picks applications', 'notEnoughInformation', { apps: none, appFilter: true }],
    ['it is for registering', 'application', { apps: none, userActions: ['urn:user:registersecurityinfo'] }],
    ['it is for old clients', 'clientApps', { clientApps: ['other'] }],
    ['it is for other places', 'location', { locations: { include: ['hall'], exclude: [] } }],
    ['it leaves this place out', 'location', { locations: { include: ['All'], exclude: ['headquarters'] } }],
    [
      'it leaves trusted places out',
      'location',
      { locations: { include: ['All'], exclude: ['AllTrusted'] } },
    ],
    ['it is for another system', 'devicePlatform', { platforms: { include: ['iOS'], exclude: [] } }],
    [
      'it leaves this system out',
      'devicePlatform',
      { platforms: { include: ['all'], exclude: ['Windows'] } },
    ],
    ['it is for risky sign-ins', 'signInRisk', { signInRisk: ['high'] }],
    ['it is for risky people', 'userRisk', { userRisk: ['medium', 'high'] }],
    ['it is for device codes', 'authenticationFlow', { transferMethods: ['deviceCodeFlow'] }],
    ['a rule picks devices', 'notEnoughInformation', { deviceFilter: 'include device.model -eq "x"' }],
  ])('%s: %s', (...[, reason, is]) => {
    expect(reasonFor(policy('One', { groups: { include: [], exclude: [] }, ...is }), signIn)).toBe(reason);
  });

  it('is whom it is for, where guests alone are meant', () => {
    const guest = { ...signIn, who: { ...signIn.who, guest: true } };
    const only = policy('Guests', { users: none, guests: { included: true, excluded: false } });
    const byName = policy('Guests', { users: { include: ['GuestsOrExternalUsers'], exclude: [] } });
    const without = policy('No guests', { guests: { included: false, excluded: true } });
    expect([only, byName, without].map((one) => reasonFor(one, guest))).toEqual([
      'notSet',
      'notSet',
      'users',
    ]);
  });
});

describe('the places of an address', () => {
  it.each([
    ['192.0.2.200', ['All', 'AllTrusted', 'headquarters']],
    ['198.51.100.9', ['All', 'hall']],
    ['198.51.100.200', ['All']],
    ['2001:db8::9', ['All', 'hall']],
  ])('%s', (address, places) => {
    expect(placesOf(address, [here, hall, land])).toEqual(places);
  });
});

describe('one person’s way', () => {
  it('has the scenario’s group until the pass is gone, and not after', () => {
    const { stages, breaksAt: where } = walkPerson(wayOf(), healthy);
    expect(where).toBeNull();
    expect(stages.map(({ stage, policies }) => [stage, policies.map((one) => one.policy)])).toEqual([
      ['pass-sign-in', ['Pass users']],
      ['registration', ['Registration']],
      ['first-sign-in', ['Strong']],
    ]);
  });

  it('counts roles that are active over the whole tenant, and names the others', () => {
    const role = watched.securityReader;
    const way = wayOf({
      holders: holders(
        grant('somebody', role),
        grant('somebody', watched.userAdministrator, { how: 'eligible' }),
        grant('somebody', watched.helpdeskAdministrator, { scope: '/administrativeUnits/unit-1' }),
        grant('other', watched.globalAdministrator),
      ),
    });
    const forRole = (id: string) =>
      policy('Role', {
        users: { include: [], exclude: [] },
        roles: { include: [id], exclude: [] },
        grant: block,
      });
    expect(walkPerson(way, healthy).person).toMatchObject({
      roles: ['Security Reader'],
      otherRoles: [
        'User Administrator (eligible)',
        'Helpdesk Administrator (active, over /administrativeUnits/unit-1)',
      ],
    });
    expect(breaksAt(way, forRole(role))).toBe('pass-sign-in');
    expect(breaksAt(way, forRole(watched.userAdministrator))).toBeNull();
    expect(breaksAt(way, forRole(watched.helpdeskAdministrator))).toBeNull();
    expect(breaksAt(way, forRole(watched.globalAdministrator))).toBeNull();
  });

  it('breaks where the place is not trusted, by address or by being away', () => {
    const outside = policy('Here', {
      locations: { include: ['All'], exclude: ['AllTrusted'] },
      grant: block,
    });
    const at = (is: Partial<Circumstances>) =>
      breaksAt(wayOf({ circumstances: { ...circumstances, ...is } }), outside);
    expect(at({})).toBeNull();
    expect(at({ away: true })).toBe('first-sign-in');
    expect(at({ address: '192.0.2.1' })).toBeNull();
    expect(at({ address: '198.51.100.1' })).toBe('pass-sign-in');
  });

  it('breaks at a managed device on one that is not, and at a rule about devices that nobody can tell', () => {
    const managed = policy('Managed', { grant: grantOf({ controls: ['compliantDevice'] }) });
    const way = wayOf({ circumstances: { ...circumstances, managed: false } });
    expect([breaksAt(wayOf(), managed), breaksAt(way, managed)]).toEqual([null, 'pass-sign-in']);
    expect(breaksAt(wayOf(), policy('Rule', { deviceFilter: 'include x', grant: block }))).toBe(
      'pass-sign-in',
    );
  });

  it('names what is watched only beside what judges', () => {
    const watchedOnly = policy('Watched', {
      state: 'report-only',
      groups: { include: [], exclude: [emergencyGroup] },
      grant: grantOf({ strength: strengths.strong }),
    });
    const { reportOnly, breaksAt: where } = walkPerson(wayOf(), [...healthy, watchedOnly]);
    expect(where).toBeNull();
    expect(reportOnly.map(({ policies }) => policies)).toEqual([['Watched'], [], ['Watched']]);
  });
});

describe('beside Graph’s own evaluation', () => {
  const answersOf = (change: (one: Evaluated) => Evaluated) =>
    describedFor(wayOf()).map(({ target }) =>
      healthy.map((one) =>
        change({
          policyId: one.id,
          policy: one.displayName,
          // The person as they stand now: in no group of the desk.
          applies: one.displayName === (target === 'registration' ? 'Registration' : 'Strong'),
          reason: 'notSet',
        }),
      ),
    );

  it('asks about the person as they stand now', () => {
    const told = { ...circumstances, address: '192.0.2.1', platform: 'windows', managed: false };
    const rest = { userId: 'somebody', address: '192.0.2.1', platform: 'windows', compliant: false };
    expect(describedFor(wayOf({ circumstances: told }))).toEqual([
      { ...rest, target: '19db86c3-b2b9-44cc-b339-36da233a3be2' },
      { ...rest, target: 'registration' },
      { ...rest, target: 'desk' },
    ]);
  });

  it('finds nothing where both say the same', () => {
    expect(
      differencesIn(
        wayOf(),
        healthy,
        answersOf((one) => one),
      ),
    ).toEqual([]);
  });

  it('names each policy that they see differently, with both reasons', () => {
    const graph = answersOf((one) =>
      one.policy === 'Strong' ? { ...one, applies: false, reason: 'time' } : one,
    );
    expect(differencesIn(wayOf(), healthy, graph)).toEqual([
      { stage: 'pass-sign-in', policy: 'Strong', here: 'notSet', graph: 'time' },
      { stage: 'first-sign-in', policy: 'Strong', here: 'notSet', graph: 'time' },
    ]);
    const more = answersOf((one) => (one.policy === 'Risk' ? { ...one, applies: true } : one));
    expect(differencesIn(wayOf(), healthy, more)).toContainEqual({
      stage: 'registration',
      policy: 'Risk',
      here: 'users',
      graph: 'notSet',
    });
  });

  it('takes nothing from what one of them was not told, and minds what Graph does not name', () => {
    const untold = answersOf((one) => ({ ...one, applies: false, reason: 'notEnoughInformation' }));
    expect(differencesIn(wayOf(), healthy, untold)).toEqual([]);
    expect(differencesIn(wayOf(), healthy, [[], [], []]).map(({ graph }) => graph)).toEqual([
      'not named',
      'not named',
      'not named',
    ]);
  });
});
