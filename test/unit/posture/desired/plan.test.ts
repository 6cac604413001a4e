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
      grant: { id: 'grant', scopes: ['Own.Read', ...rest] },
    });
    expect(plan({}, {}, { consent: less }).changes).toMatchObject([
      {
        before: [`not granted: ${first}`],
        request: { method: 'PATCH', body: { scope: ['Own.Read', ...rest, first].join(' ') } },
      },
    ]);
  });
});
