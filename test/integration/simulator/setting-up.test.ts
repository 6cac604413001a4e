// A tenant that nobody has set up, put right through Graph alone, each part by the one administrator it takes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deskScopes } from '../../../src/simulator/identity/scopes.ts';
import { brokenIn } from './doctor.ts';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Answer, type Simulator } from './simulator.ts';

const PHISHING_RESISTANT = '00000000-0000-0000-0000-000000000004';
const administrators = {
  'authentication-policy-admin': ['Policy.ReadWrite.AuthenticationMethod'],
  'groups-admin': ['Group.ReadWrite.All'],
  'conditional-access-admin': [
    'Policy.Read.All',
    'Policy.ReadWrite.ConditionalAccess',
    'Policy.ReadWrite.SecurityDefaults',
  ],
  'application-admin': ['Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'],
} as const;
type Part = keyof typeof administrators;

let simulator: Simulator;
const tokens = new Map<string, string>();

async function send(part: Part, request: { method: string; path: string; body: unknown }): Promise<Answer> {
  const kept = tokens.get(part);
  const token =
    kept ??
    (
      await signIn(simulator, createMsal(simulator, [], simulator.announced.administrationClientId), {
        part,
        scopes: administrators[part],
      })
    ).accessToken;
  tokens.set(part, token);
  const { method, path, body } = request;
  const answer = await simulator.ask(`/v1.0${path}`, { method, token, body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}
const admin = (path: string) => simulator.ask(`/v1.0${path}`, { token: simulator.announced.adminToken });

const names = ['TAP-Onboarding-Users', 'TAP-Recovery-Users', 'TAP-Privileged-Emergency'] as const;

async function makeGroups(): Promise<readonly string[]> {
  const owner = simulator.userAs('privileged-operator').id;
  const made: string[] = [];
  for (const name of names) {
    const body = {
      displayName: name,
      mailNickname: name.toLowerCase(),
      mailEnabled: false,
      securityEnabled: true,
      'owners@odata.bind': [`${simulator.announced.graph}/v1.0/directoryObjects/${owner}`],
    };
    made.push((await send('groups-admin', { method: 'POST', path: '/groups', body })).field('id'));
  }
  return made;
}

async function allowPasses(groupIds: readonly string[]): Promise<void> {
  const root = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';
  await send('authentication-policy-admin', {
    method: 'PATCH',
    path: `${root}/TemporaryAccessPass`,
    body: {
      '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
      state: 'enabled',
      isUsableOnce: true,
      minimumLifetimeInMinutes: 15,
      defaultLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 60,
      defaultLength: 12,
      includeTargets: groupIds.map((id) => ({ id, targetType: 'group' })),
    },
  });
}

const post = (path: string, body: unknown) =>
  send('conditional-access-admin', { method: 'POST', path, body });

async function setAccessUp(groupIds: readonly string[]): Promise<void> {
  await send('conditional-access-admin', {
    method: 'PATCH',
    path: '/policies/identitySecurityDefaultsEnforcementPolicy',
    body: { isEnabled: false },
  });
  const strength = await post('/policies/authenticationStrengthPolicies', {
    displayName: 'Pass or passkey',
    allowedCombinations: ['fido2', 'windowsHelloForBusiness', 'temporaryAccessPassOneTime'],
  });
  const emergency = ['break-glass', 'break-glass-2'].map((part) => simulator.userAs(part).id);
  const all = { includeUsers: ['All'], excludeUsers: emergency };
  const passUsers = { includeGroups: groupIds, excludeUsers: emergency };
  const apps = { includeApplications: ['All'] };
  const block = { operator: 'OR', builtInControls: ['block'] };
  const asked = (id: string) => ({ operator: 'OR', authenticationStrength: { id } });
  const roles = (await admin('/roleManagement/directory/roleDefinitions')).values();
  const administratorRoles = roles
    .filter((role) => String(role['displayName']).endsWith('Administrator') && role['isBuiltIn'] === true)
    .map((role) => role.id);
  const policies = [
    {
      displayName: 'Registration',
      conditions: {
        users: all,
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
      },
      grantControls: asked(strength.field('id')),
    },
    {
      displayName: 'CA – TAP – Force MFA Registration',
      conditions: { users: passUsers, applications: apps },
      grantControls: asked(strength.field('id')),
    },
    {
      displayName: 'Administrators',
      conditions: {
        users: { includeRoles: administratorRoles, excludeUsers: emergency, excludeGroups: groupIds },
        applications: apps,
      },
      grantControls: asked(PHISHING_RESISTANT),
    },
    {
      displayName: 'Privileged passes on managed devices',
      conditions: { users: { ...passUsers, includeGroups: groupIds.slice(2) }, applications: apps },
      grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
    },
    {
      displayName: 'Risk',
      conditions: { users: passUsers, applications: apps, signInRiskLevels: ['high'] },
      grantControls: block,
    },
    {
      displayName: 'Legacy',
      conditions: { users: all, applications: apps, clientAppTypes: ['exchangeActiveSync', 'other'] },
      grantControls: block,
    },
    {
      displayName: 'Device code',
      conditions: {
        users: all,
        applications: apps,
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: block,
    },
  ];
  for (const policy of policies) {
    await post('/identity/conditionalAccess/policies', { ...policy, state: 'enabled' });
  }
}

const scopes = z.array(z.looseObject({ id: z.string(), value: z.string() }));

async function consent(permissions: readonly string[]): Promise<void> {
  const graph = await admin("/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')");
  const known = scopes.parse(graph.values('oauth2PermissionScopes'));
  const wanted = known.filter(({ value }) => permissions.includes(value));
  const desk = `(appId='${simulator.announced.clientId}')`;
  await send('application-admin', {
    method: 'PATCH',
    path: `/applications${desk}`,
    body: {
      requiredResourceAccess: [
        {
          resourceAppId: '00000003-0000-0000-c000-000000000000',
          resourceAccess: wanted.map(({ id }) => ({ id, type: 'Scope' })),
        },
      ],
    },
  });
  await send('application-admin', {
    method: 'POST',
    path: '/oauth2PermissionGrants',
    body: {
      clientId: (await admin(`/servicePrincipals${desk}`)).field('id'),
      consentType: 'AllPrincipals',
      resourceId: graph.field('id'),
      scope: wanted.map(({ value }) => value).join(' '),
    },
  });
}

beforeAll(async () => {
  simulator = await startSimulator(['--variant', 'untouched', '--log-delay', '0']);
});
afterAll(() => simulator.stop());

describe('a tenant that nobody has set up', () => {
  it('stands as the baseline wants it after four administrators did their part', async () => {
    const announcement: unknown = JSON.parse(simulator.firstLine);
    expect((await brokenIn(announcement)).length).toBeGreaterThan(10);
    const groupIds = await makeGroups();
    await allowPasses(groupIds);
    await setAccessUp(groupIds);
    await consent(deskScopes);
    expect(await brokenIn(announcement)).toEqual([]);
  });

  it('keeps who did it in its audit log', async () => {
    const entries = (await admin('/auditLogs/directoryAudits')).values();
    const by = z.looseObject({ user: z.looseObject({ id: z.string() }).nullable() });
    const people = new Set(entries.flatMap((one) => by.parse(one['initiatedBy']).user?.id ?? []));
    expect(people).toEqual(new Set(Object.keys(administrators).map((part) => simulator.userAs(part).id)));
  });
});
