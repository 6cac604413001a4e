import { describe, expect, it } from 'vitest';
import type { AccessPolicy, TenantReading } from '../../../../src/main/directory/index.ts';
import {
  desiredConfig,
  planTenant,
  type DesiredConfig,
  type Plan,
} from '../../../../src/main/posture/index.ts';
import {
  block,
  breakGlass,
  deskGroup,
  emergencyGroup,
  everyGroup,
  forbidden,
  groupNames,
  healthyMethods,
  healthyPolicies,
  healthyReading,
  known,
  policy,
  settings,
} from '../../../support/posture.ts';

const { pass: healthyPass } = healthyMethods;
if (healthyPass === null) throw new Error('the healthy tenant has a pass');
const consent = known({
  deskId: 'desk',
  graphId: 'graph',
  grant: { id: 'grant', scopes: settings.application.needed },
});
const plan = (
  is: Partial<TenantReading> = {},
  desired: Partial<DesiredConfig> = {},
  also: Partial<Parameters<typeof planTenant>[0]> = {},
): Plan =>
  planTenant({
    tenant: { ...healthyReading.tenant, ...is },
    consent,
    settings,
    desired: { ...desiredConfig.parse({}), ...desired },
    graphHost: 'https://graph.example',
    ...also,
  });
const ids = (given: Plan) => given.changes.map(({ id }) => id);
const empty = { changes: [], obstacles: [] };

describe('a plan', () => {
  it.each(['report-only', 'everyone'] as const)(
    'is empty where policies of the site do the same (%s)',
    (phase) => {
      expect(plan({}, { phase })).toEqual(empty);
    },
  );

  it('changes of the pass what is wrong, and says how it was', () => {
    const wrong = { ...healthyPass, usableOnceOnly: false, length: 8 };
    const [change, ...others] = plan({ methods: known({ ...healthyMethods, pass: wrong }) }).changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      id: 'pass.settings',
      risk: 'none',
      before: ['isUsableOnce: false', 'defaultLength: 8'],
      request: { body: { isUsableOnce: true, defaultLength: settings.pass.minimumLength } },
      undo: { request: { body: { isUsableOnce: false, defaultLength: 8 } } },
    });
  });

  it('leaves a stricter length as it is', () => {
    const strict = { ...healthyPass, length: 40 };
    expect(plan({ methods: known({ ...healthyMethods, pass: strict }) })).toEqual(empty);
  });

  it('makes a missing group before the pass is for it', () => {
    const some = groupNames.slice(1).map((name) => deskGroup(name));
    const made = plan({ groups: known(some) }, { groupOwnerIds: ['owner'] });
    const creation = made.changes.find(({ id }) => id === `groups.${groupNames[0]}.create`);
    expect(creation?.request.body).toMatchObject({
      securityEnabled: true,
      mailEnabled: false,
      'owners@odata.bind': ['https://graph.example/v1.0/directoryObjects/owner'],
    });
    expect(made.changes.find(({ id }) => id === 'pass.settings')?.ready).toBe(false);
  });

  it('leaves to a person what cannot be changed safely', () => {
    const odd = groupNames.map((name, index) => deskGroup(name, { roleAssignable: index === 0 }));
    const twice = [...groupNames.map((name) => deskGroup(name)), deskGroup(groupNames[2])];
    expect(plan({ groups: known(odd) }).obstacles[0]?.what).toContain('it is role-assignable');
    expect(plan({ groups: known(twice) }).obstacles[0]?.what).toContain('2 groups have that name');
  });

  it('plans nothing for what it could not read, and says what reading takes', () => {
    const { changes, obstacles } = plan({ access: forbidden });
    expect(changes).toEqual([]);
    expect(obstacles).toMatchObject([
      { because: 'tenant.forbidden', need: { permission: 'Policy.Read.All', role: 'Security Reader' } },
    ]);
  });

  it('makes no policy while no emergency account is configured', () => {
    const made = plan({ access: known([]) }, {}, { settings: { ...settings, emergencyIds: [] } });
    expect(ids(made)).toEqual([]);
    expect(made.obstacles[0]?.what).toContain('policy.emergencyAccessIds');
  });

  it('makes each policy in report-only, and enforces last what can lock people out', () => {
    const made = plan({ access: known([]), securityDefaults: known(true) }, { phase: 'everyone' });
    expect(made.obstacles).toEqual([]);
    const from = made.changes.findIndex(({ risk }) => risk !== 'none');
    expect(ids(made)[from]).toBe('access.security-defaults');
    expect(
      made.changes
        .slice(from + 1)
        .every(({ id, risk }) => id.endsWith('.enforce') && risk === 'can-lock-out'),
    ).toBe(true);
    const policies = made.changes.filter(
      ({ request }) => request.path === '/identity/conditionalAccess/policies',
    );
    expect(policies.map(({ request }) => request.body?.['state'])).toEqual(
      Array.from({ length: 7 }, () => 'enabledForReportingButNotEnforced'),
    );
    for (const { request } of policies)
      expect(request.body).toMatchObject({ conditions: { users: { excludeUsers: settings.emergencyIds } } });
  });

  it('never asks for multifactor authentication and a strength in one policy', () => {
    const made = plan({ access: known([]) });
    for (const { request } of made.changes)
      expect(JSON.stringify(request.body).includes('"mfa"')).toBe(false);
  });

  it('does not touch a policy of its name that does something else', () => {
    const other = {
      ...policy('Other', {}),
      displayName: 'CA - Block legacy authentication',
      userActions: ['urn:user:registerdevice'],
    };
    const made = plan({ access: known([...Object.values(healthyPolicies), other]) }, { phase: 'everyone' });
    expect(ids(made)).toEqual([]);
    expect(made.obstacles[0]?.what).toContain('does something else');
  });

  describe('with a policy of its own name', () => {
    const ours = (is: Partial<AccessPolicy>) =>
      policy('CA - Block legacy authentication', {
        clientApps: ['exchangeActiveSync', 'other'],
        grant: block,
        state: 'report-only',
        ...is,
      });
    const others = Object.values(healthyPolicies).filter((one) => one.displayName !== 'Legacy');
    const planned = (one: AccessPolicy) =>
      ids(plan({ access: known([...others, one]) }, { phase: 'report-only' }));

    it('leaves the group through which it leaves emergency accounts out', () => {
      expect(planned(ours({ groups: { include: [], exclude: [emergencyGroup] } }))).toEqual([]);
      expect(
        planned(
          ours({
            users: { include: ['All'], exclude: [breakGlass] },
            groups: { include: [], exclude: [] },
          }),
        ),
      ).toEqual([]);
    });

    it.each<[string, AccessPolicy]>([
      ['nobody is left out', ours({ groups: { include: [], exclude: [] } })],
      ['others are left out as well', ours({ groups: { include: [], exclude: [emergencyGroup, 'staff'] } })],
      [
        'somebody else is left out as well',
        ours({ users: { include: ['All'], exclude: [breakGlass, 'someone'] } }),
      ],
    ])('puts right that %s', (_why, one) => {
      expect(planned(one)).toEqual(['access.legacy.reach']);
    });
  });

  it('adds what consent lacks to what was given', () => {
    const [first = '', ...rest] = settings.application.needed;
    const less = known({
      deskId: 'desk',
      graphId: 'graph',
      grant: { id: 'grant', scopes: ['openid', ...rest] },
    });
    expect(plan({}, {}, { consent: less }).changes).toMatchObject([
      {
        before: [`not granted: ${first}`],
        request: { method: 'PATCH', body: { scope: ['openid', ...rest, first].join(' ') } },
      },
    ]);
  });

  it('takes back consent that the desk does not need, and asks first', () => {
    const more = known({
      deskId: 'desk',
      graphId: 'graph',
      grant: { id: 'grant', scopes: [...settings.application.needed, 'Mail.Send'] },
    });
    expect(plan({}, {}, { consent: more }).changes).toMatchObject([
      {
        id: 'app.consent.less',
        risk: 'can-lock-out',
        before: ['granted: Mail.Send'],
        request: { body: { scope: settings.application.needed.join(' ') } },
        undo: { request: { body: { scope: [...settings.application.needed, 'Mail.Send'].join(' ') } } },
      },
    ]);
  });
});

describe('what people register', () => {
  const { passkeys, authenticator } = healthyMethods;
  if (passkeys === null || authenticator === null) throw new Error('the healthy tenant has both');
  const planned = (is: Partial<typeof healthyMethods>) =>
    plan({ methods: known({ ...healthyMethods, ...is }) });
  const restricted = (enforced: boolean, kind: 'allow' | 'block', aaGuids: readonly string[]) => ({
    enforced,
    kind,
    aaGuids,
  });
  const [profile] = passkeys.profiles;
  if (profile === undefined) throw new Error('there is a profile');

  it('is let in for the groups of the desk beside whomever it is for already', () => {
    const some = [{ id: 'staff', kind: 'group' as const }];
    const [change, ...others] = planned({
      passkeys: { ...passkeys, include: some, profilesOf: { staff: ['profile'] } },
    }).changes;
    expect(others).toEqual([]);
    expect(change?.request.body?.['includeTargets']).toEqual([
      { id: 'staff', targetType: 'group', allowedPasskeyProfiles: ['profile'] },
      ...everyGroup.map((id) => ({ id, targetType: 'group', allowedPasskeyProfiles: ['profile'] })),
    ]);
    expect(Object.keys(change?.request.body ?? {})).toEqual(['@odata.type', 'includeTargets']);
  });

  it.each([
    ['allow', ['other'], ['other', 'key-model']],
    ['block', ['key-model', 'other'], ['other']],
  ] as const)('opens a list that %ss for the desk’s keys alone, and asks first', (kind, before, after) => {
    const made = planned({
      passkeys: {
        ...passkeys,
        profiles: [{ ...profile, restrictions: restricted(true, kind, before) }],
      },
    });
    expect(made.changes).toMatchObject([
      {
        id: 'methods.passkeys.profiles',
        risk: 'lowers-protection',
        request: { body: { passkeyProfiles: [{ keyRestrictions: { aaGuids: after } }] } },
      },
    ]);
  });

  it('changes the list beside the profiles only where there are none', () => {
    const made = planned({
      passkeys: { ...passkeys, profiles: [], restrictions: restricted(true, 'allow', []) },
    });
    expect(ids(made)).toEqual(['methods.passkeys.models']);
    const misleading = { ...passkeys, restrictions: restricted(true, 'allow', []) };
    expect(planned({ passkeys: misleading })).toEqual(empty);
  });

  it('leaves to a person which models are meant where the site names none', () => {
    const closed = {
      ...passkeys,
      profiles: [{ ...profile, restrictions: restricted(true, 'allow', []) }],
    };
    const made = plan(
      { methods: known({ ...healthyMethods, passkeys: closed }) },
      {},
      { settings: { ...settings, keyModels: [] } },
    );
    expect(made.changes).toEqual([]);
    expect(made.obstacles[0]?.what).toContain('posture.keyModels');
  });

  it('opens no profile where another one fits', () => {
    const second = { ...profile, id: 'second', types: ['synced'] };
    const both = {
      ...passkeys,
      profiles: [second, profile],
      profilesOf: { all_users: ['second', 'profile'] },
    };
    expect(planned({ passkeys: both })).toEqual(empty);
  });

  it('lets Authenticator do more than approve passwords, for whom the desk enrolls alone', () => {
    const [one = '', ...rest] = everyGroup;
    const include = [one, 'staff'].map((id) => ({ id, kind: 'group' as const }));
    const made = planned({
      authenticator: { ...authenticator, include, modeOf: { [one]: 'push', staff: 'push' } },
    });
    expect(made.changes[0]?.request.body?.['includeTargets']).toEqual([
      { id: one, targetType: 'group', authenticationMode: 'any' },
      { id: 'staff', targetType: 'group', authenticationMode: 'push' },
      ...rest.map((id) => ({ id, targetType: 'group', authenticationMode: 'any' })),
    ]);
  });
});

describe('the registration of the desk', () => {
  const { application } = healthyReading.tenant;
  if (!application.known || application.value === null) throw new Error('there is a registration');
  const healthy = application.value;
  const planned = (is: Partial<typeof healthy>) => plan({ application: known({ ...healthy, ...is }) });

  it('gets the desk’s own address without a question, and loses others with one', () => {
    const made = planned({
      publicRedirects: ['https://old.example'],
      spaRedirects: ['https://spa.example'],
      implicitGrants: { enableAccessTokenIssuance: false, enableIdTokenIssuance: true },
      implicitGrant: true,
    });
    expect(made.changes).toMatchObject([
      {
        id: 'app.redirects.own',
        risk: 'none',
        request: { body: { publicClient: { redirectUris: ['https://old.example', 'http://localhost'] } } },
      },
      {
        id: 'app.redirects.others',
        risk: 'can-lock-out',
        request: {
          path: '/applications/application object',
          body: { publicClient: { redirectUris: ['http://localhost'] }, spa: { redirectUris: [] } },
        },
        undo: {
          request: {
            body: {
              publicClient: { redirectUris: ['https://old.example'] },
              web: { implicitGrantSettings: { enableIdTokenIssuance: true } },
              spa: { redirectUris: ['https://spa.example'] },
            },
          },
        },
      },
    ]);
  });

  it('loses its credentials, which nothing brings back', () => {
    const [change] = planned({ secrets: 1, certificates: 1 }).changes;
    expect(change).toMatchObject({
      id: 'app.credentials',
      risk: 'can-lock-out',
      request: { body: { passwordCredentials: [], keyCredentials: [] } },
      undo: { request: null },
    });
  });

  it('is left to a person where it is not there, or may do something by itself', () => {
    expect(plan({ application: known(null) }).obstacles[0]?.what).toContain('tenant.clientId');
    expect(planned({ application: ['Group.ReadWrite.All'] }).obstacles[0]?.what).toContain(
      'Group.ReadWrite.All',
    );
  });
});

describe('administrative units', () => {
  const wanted = desiredConfig.parse({
    units: [{ name: 'Unit', operatorIds: ['11111111-1111-4111-8111-111111111111'] }],
  });
  const held = {
    principalId: '11111111-1111-4111-8111-111111111111',
    principalName: 'somebody',
    principalKind: 'user',
    roleId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    scope: '/administrativeUnits/unit-1',
    how: 'eligible',
    activated: false,
    endsAt: null,
  } as const;

  it('are there with the role over them alone, or are made first', () => {
    expect(plan({ grants: known([held]) }, wanted)).toEqual(empty);
    const elsewhere = plan({ grants: known([{ ...held, scope: '/' }]) }, wanted);
    expect(elsewhere.changes).toMatchObject([
      { risk: 'lowers-protection', ready: true, request: { body: { action: 'adminAssign' } } },
    ]);
    const made = plan({ grants: known([]), units: known([]) }, wanted);
    expect(made.changes.map(({ id, ready }) => [id, ready])).toEqual([
      ['units.Unit.create', true],
      [`units.Unit.operator.${held.principalId}`, false],
    ]);
  });

  it('are left to a person where two bear one name', () => {
    const unit = { id: 'unit-1', displayName: 'Unit', peopled: true };
    const made = plan({ units: known([unit, { ...unit, id: 'unit-2' }]) }, wanted);
    expect(made.obstacles[0]?.what).toContain('several administrative units');
  });
});
