import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roleIds } from '../../../src/main/policy/index.ts';
import { tapdesk } from '../../support/cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-policy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, value: unknown): string => {
  const file = path.join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};

const role = { roleId: roleIds.authenticationAdministrator, how: 'active' };
const group = { securityEnabled: true, dynamic: false, onPremisesSynced: false, roleAssignable: false };
const complete = {
  at: '2026-11-23T12:00:00Z',
  scenario: 'new-hire',
  badgeStrength: 'identifier',
  person: {
    id: 'p-1',
    accountEnabled: true,
    guest: false,
    onPremisesSynced: false,
    managementRestricted: false,
  },
  methods: [{ id: 'm', type: '#microsoft.graph.passwordAuthenticationMethod' }],
  passes: [],
  roles: [],
  roleAssignableGroupIds: [],
  ownedRoleAssignableGroupIds: [],
  administrativeUnitIds: [],
  memberOfGroupIds: [],
  groups: [{ id: 'g-1', displayName: 'TAP-Onboarding-Users', ...group }],
  passPolicy: {
    enabled: true,
    minimumLifetimeMinutes: 10,
    maximumLifetimeMinutes: 480,
    includedGroupIds: ['g-1'],
  },
  recentPasses: [],
  operator: { id: 'o-1' },
  operatorRoles: [role],
  station: {
    deviceId: 'd-1',
    compliant: true,
    managed: true,
    joinType: 'entra',
    enabled: true,
    lastSeenAt: '2026-11-23T08:00:00Z',
  },
  history: {},
  proofing: {
    answers: ['face-photo', 'badge-held', 'document'].map((step) => ({ step, outcome: 'passed' })),
    documentClass: 'passport',
  },
};

const answer = z.object({
  decision: z.string(),
  reasons: z.array(
    z.object({
      code: z.string(),
      rule: z.string(),
      effect: z.string(),
      message: z.string(),
      source: z.string(),
      params: z.record(z.string(), z.unknown()),
    }),
  ),
  needs: z.array(z.unknown()),
  ruleSet: z.string(),
});

const decided = async (facts: unknown, ...before: readonly string[]) => {
  const { code, out } = await tapdesk(
    ...before,
    'policy',
    'decide',
    '--facts',
    write('f.json', facts),
    '--json',
  );
  const { reasons, ...rest } = answer.parse(JSON.parse(out));
  const against = reasons.filter(({ effect }) => effect !== 'allows');
  return { code, ...rest, reasons, against: against.map((one) => one.code) };
};

describe('policy decide --facts', () => {
  it('allows complete facts with which nothing is wrong', async () => {
    const { code, decision, against, reasons, needs, ruleSet } = await decided(complete);
    expect({ code, decision, against, needs }).toEqual({
      code: 0,
      decision: 'allow',
      against: [],
      needs: [],
    });
    expect(ruleSet).toMatch(/^zero-trust-[0-9a-f]{16}$/);
    expect(reasons.filter(({ message }) => message === '' || message.includes('{{'))).toEqual([]);
  });

  it.each(Object.keys(complete))('refuses without %s, and names it', async (fact) => {
    const rest = Object.fromEntries(Object.entries(complete).filter(([name]) => name !== fact));
    const { code, decision, reasons } = await decided(rest);
    expect({ code, decision }).toEqual({ code: 1, decision: 'refuse' });
    const missing = reasons.filter((one) => one.code === 'facts.missing');
    expect(missing.map(({ params }) => params['fact'])).toEqual([fact]);
    expect(missing[0]?.message).toContain(`“${fact}”`);
  });

  it('asks for approval outside the hours, and says by whom', async () => {
    const { code, decision, needs } = await decided({ ...complete, at: '2026-11-22T12:00:00Z' });
    expect({ code, decision, needs }).toEqual({
      code: 1,
      decision: 'approve',
      needs: [{ kind: 'approval', count: 1, roleIds: [roleIds.securityReader], because: ['hours.outside'] }],
    });
  });

  it('decides by the configuration that is named', async () => {
    const config = write('config.json', {
      station: { id: 'desk-01', name: 'Desk 1', site: 'Main site', helpContact: 'extension 100' },
      tenant: {
        cloud: 'global',
        tenantId: '11111111-1111-4111-8111-111111111111',
        clientId: '22222222-2222-4222-8222-222222222222',
      },
      policy: { emergencyAccessIds: ['p-1'] },
    });
    expect(await decided(complete, '--config', config)).toMatchObject({
      against: ['account.emergency-access'],
    });
  });

  it.each([
    [{ ...complete, roles: [{ roleId: 'x', how: 'sometimes' }] }, 'roles.0.how'],
    [{ ...complete, passPolicy: { enabled: 'yes' } }, 'passPolicy.enabled'],
    [{ ...complete, metods: [] }, 'Did you mean "methods"?'],
    [{ ...complete, at: 'yesterday' }, 'at: '],
    ['{', 'JSON'],
  ])('cannot run on a malformed file and says where: %#', async (facts, says) => {
    const { code, out, error } = await tapdesk(
      'policy',
      'decide',
      '--facts',
      write('f.json', facts),
      '--json',
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain(says);
  });

  it.each([
    [],
    ['--facts'],
    ['--facts', 'a', '--all'],
    ['--user', 'a@b', '--scenario', 'because'],
    ['--what'],
  ])('cannot run with %j', async (...args) => {
    expect((await tapdesk('policy', 'decide', ...args)).code).toBe(2);
  });
});

describe('policy schema', () => {
  it('publishes what configuration and facts may say', async () => {
    const { code, out } = await tapdesk('policy', 'schema');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      configuration: { properties: { policy: { properties: { hours: {} } } }, additionalProperties: false },
      facts: { properties: { roles: {} }, additionalProperties: false },
    });
    expect(JSON.parse((await tapdesk('policy', 'schema', 'facts')).out)).toHaveProperty('properties.station');
    expect((await tapdesk('policy', 'schema', 'nothing')).code).toBe(2);
  });
});

describe('policy lint', () => {
  const sound = {
    station: { id: 'desk-01', name: 'Desk 1', site: 'Main site', helpContact: 'extension 100' },
    tenant: {
      cloud: 'global',
      tenantId: '11111111-1111-4111-8111-111111111111',
      clientId: '22222222-2222-4222-8222-222222222222',
    },
    policy: {
      emergencyAccessIds: ['e-1'],
      station: { deviceId: 'd-1' },
      proofing: { training: { validUntil: { 'o-1': '2027-01-01' } } },
    },
  };
  const found = async (more: object, rest: object = {}): Promise<readonly string[]> => {
    const config = { ...sound, ...rest, policy: { ...sound.policy, ...more } };
    const { code, out } = await tapdesk('--config', write('lint.json', config), 'policy', 'lint', '--json');
    const { findings } = z
      .object({ findings: z.array(z.object({ setting: z.string(), requirement: z.string().min(1) })) })
      .parse(JSON.parse(out));
    expect(code).toBe(findings.length === 0 ? 0 : 1);
    return findings.map(({ setting }) => setting);
  };
  const allDay = [{ from: '00:00', to: '24:00' }];

  it('finds nothing in a configuration that fills what has no default', async () => {
    expect(await found({})).toEqual([]);
  });

  it.each<readonly [object, string]>([
    [{ emergencyAccessIds: [] }, 'policy.emergencyAccessIds'],
    [{ badgeStrength: { 'lost-phone': 'typed' } }, 'policy.badgeStrength'],
    [{ proofing: {} }, 'policy.proofing.training'],
    [
      {
        proofing: { ...sound.policy.proofing, scripts: { 'new-hire': { steps: [{ kind: 'badge-held' }] } } },
      },
      'policy.proofing.scripts',
    ],
    [{ repeats: { tenantAudit: false } }, 'policy.repeats.tenantAudit'],
    [{ repeats: { passes: 3 } }, 'policy.repeats'],
    [{ usableOnce: false }, 'policy.usableOnce'],
    [{ baseline: 'cmmc-level-2', lifetimeMinutes: 121 }, 'policy.lifetimeMinutes'],
    [{ privileged: { lifetimeMinutes: 16 } }, 'policy.privileged.lifetimeMinutes'],
    [{ privileged: { allowed: true } }, 'policy.privileged.restrictedBy'],
    [
      {
        hours: Object.fromEntries(
          ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
            day,
            allDay,
          ]),
        ),
      },
      'policy.hours',
    ],
    [{ rollout: { phase: 'pilot' } }, 'policy.rollout'],
    [{ operatorRoleIds: [roleIds.globalAdministrator] }, 'policy.operatorRoleIds'],
    [{ separatedRoleIds: [roleIds.globalAdministrator] }, 'policy.separatedRoleIds'],
    [{ approval: { freshMinutes: 16 } }, 'policy.approval.freshMinutes'],
    [{ privileged: { operatorRoleIds: ['x'] } }, 'policy.privileged.operatorRoleIds'],
    [{ rates: { operator: { passes: 61, minutes: 60 } } }, 'policy.rates'],
    [{ station: { required: false } }, 'policy.station.required'],
    [{ station: {} }, 'policy.station.deviceId'],
    [{ station: { deviceId: 'd-1', joinTypes: ['registered'] } }, 'policy.station.joinTypes'],
    [{ station: { deviceId: 'd-1', seenWithinDays: 32 } }, 'policy.station.seenWithinDays'],
  ])('finds %j', async (more, setting) => {
    expect(await found(more)).toEqual([setting]);
  });

  it('looks at what stands beside the policy, too', async () => {
    expect(await found({}, { window: { kiosk: false } })).toEqual(['window.kiosk']);
    expect(await found({}, { close: { revokeSignInSessions: false } })).toEqual([
      'close.revokeSignInSessions',
    ]);
  });

  it('cannot run without a configuration', async () => {
    expect((await tapdesk('policy', 'lint')).code).toBe(2);
  });
});
