import type { EmergencyAccount } from '../../../../src/main/directory/index.ts';
import {
  breakGlass,
  deskGroup,
  emergencyGroup,
  everyGroup,
  groupId,
  groupNames,
  healthyGrants,
  healthyMethods,
  healthyReading,
  known,
  named,
} from '../../../support/posture.ts';
import { methods, tenant, type Row } from '../row.ts';

type Account = NonNullable<EmergencyAccount['account']>;

const emergency = (is: Partial<Account>) =>
  tenant({
    emergency: known([
      {
        id: breakGlass,
        account: {
          userPrincipalName: breakGlass,
          enabled: true,
          synced: false,
          groupIds: [emergencyGroup],
          ...is,
        },
      },
    ]),
  });

const groups = (is: Parameters<typeof deskGroup>[1]) =>
  tenant({
    groups: known(groupNames.map((name, index) => deskGroup(name, index === 0 ? is : {}))),
  });

export const emergencyRows: readonly Row[] = [
  {
    wrong: 'no emergency account is configured',
    reading: tenant({ emergency: known([]) }),
    settings: { emergencyIds: [] },
    // Without knowing them, none is excused and a standing role is anybody's.
    breaks: ['emergency.usable', 'roles.permanent', 'access.carve-outs'],
    found: ['none is configured'],
  },
  {
    wrong: 'an emergency account is gone',
    reading: tenant({ emergency: known([{ id: breakGlass, account: null }]) }),
    breaks: ['emergency.usable'],
    found: ['break-glass: does not exist'],
  },
  {
    wrong: 'an emergency account is disabled',
    reading: emergency({ enabled: false }),
    breaks: ['emergency.usable'],
    found: ['break-glass: accountEnabled: false'],
  },
  {
    wrong: 'an emergency account has no role',
    reading: tenant({ grants: known(healthyGrants.filter(({ principalId }) => principalId !== breakGlass)) }),
    breaks: ['emergency.usable'],
    found: ['break-glass: not a standing Global Administrator'],
  },
  {
    wrong: 'an emergency account is synchronised',
    reading: emergency({ synced: true }),
    breaks: ['emergency.cloud-only'],
    found: ['break-glass: onPremisesSyncEnabled: true'],
  },
  {
    wrong: 'an emergency account is in a group of the desk',
    reading: emergency({ groupIds: [emergencyGroup, groupId('TAP-Recovery-Users')] }),
    breaks: ['emergency.pass-scope'],
    found: ['break-glass'],
  },
];

export const passRows: readonly Row[] = [
  {
    wrong: 'the pass is off',
    reading: methods('pass', { enabled: false }),
    breaks: ['pass.enabled'],
    found: ['state: disabled'],
  },
  {
    wrong: 'the tenant has no configuration of passes',
    reading: tenant({ methods: known({ ...healthyMethods, pass: null }) }),
    breaks: ['pass.enabled', 'pass.selected-groups', 'pass.one-time', 'pass.lifetimes', 'pass.length'],
  },
  {
    wrong: 'everybody may be given a pass',
    reading: methods('pass', { include: [{ id: 'all_users', kind: 'group' }] }),
    breaks: ['pass.selected-groups', 'emergency.pass-scope'],
    found: ['includeTargets: all_users', ...groupNames.map((name) => `not included: ${name}`)],
  },
  {
    wrong: 'one person may be given a pass',
    reading: methods('pass', {
      include: [...(healthyMethods.pass?.include ?? []), { id: 'somebody', kind: 'user' }],
    }),
    breaks: ['pass.selected-groups'],
    found: [`includeTargets: ${groupNames.join(', ')}, user somebody`],
  },
  {
    wrong: 'a group of the desk is left out',
    reading: methods('pass', { include: everyGroup.slice(1).map((id) => ({ id, kind: 'group' })) }),
    breaks: ['pass.selected-groups'],
  },
  {
    wrong: 'a group of the desk is excluded',
    reading: methods('pass', { exclude: [{ id: groupId('TAP-Recovery-Users'), kind: 'group' }] }),
    breaks: ['pass.exclusions'],
    found: ['excludeTargets: TAP-Recovery-Users'],
  },
  {
    wrong: 'everybody is excluded',
    reading: methods('pass', { exclude: [{ id: 'all_users', kind: 'group' }] }),
    breaks: ['pass.exclusions'],
  },
  {
    wrong: 'passes may be used again',
    reading: methods('pass', { usableOnceOnly: false }),
    breaks: ['pass.one-time'],
    found: ['isUsableOnce: false'],
  },
  {
    wrong: 'the shortest lifetime is longer than a privileged pass',
    reading: methods('pass', { minimumLifetimeMinutes: 16 }),
    breaks: ['pass.lifetimes'],
    found: ['minimumLifetimeInMinutes: 16', 'maximumLifetimeInMinutes: 60'],
  },
  {
    wrong: 'the longest lifetime is shorter than what is asked for',
    reading: methods('pass', { maximumLifetimeMinutes: 59 }),
    breaks: ['pass.lifetimes'],
  },
  {
    wrong: 'the tenant allows longer passes than the baseline',
    reading: methods('pass', { maximumLifetimeMinutes: 61 }),
    breaks: ['pass.lifetimes'],
  },
  {
    wrong: 'the pass is short',
    reading: methods('pass', { length: 9 }),
    breaks: ['pass.length'],
    found: ['defaultLength: 9'],
  },
];

export const groupRows: readonly Row[] = [
  {
    wrong: 'a group is missing',
    reading: tenant({ groups: known(groupNames.slice(0, 2).map((name) => deskGroup(name))) }),
    // The pass policy still names it.
    breaks: ['groups.exist', 'pass.selected-groups'],
    found: ['TAP-Privileged-Emergency: none'],
  },
  {
    wrong: 'all groups are missing',
    reading: tenant({ groups: known([]) }),
    // Nobody is known by them then: their own policies reach nobody, and everybody's locks them out.
    breaks: [
      'groups.exist',
      'access.pass-lockout',
      'access.pass-place',
      'access.sign-in-risk',
      'pass.selected-groups',
    ],
  },
  {
    wrong: 'two groups bear one name',
    reading: tenant({
      groups: known([
        ...groupNames.map((name) => deskGroup(name)),
        deskGroup('TAP-Recovery-Users', { id: 'another' }),
      ]),
    }),
    breaks: ['groups.exist', 'pass.selected-groups'],
    found: ['TAP-Recovery-Users: 2 groups'],
  },
  {
    wrong: 'a group is for mail',
    reading: groups({ securityEnabled: false, mailEnabled: true }),
    breaks: ['groups.kind'],
    found: ['TAP-Onboarding-Users: securityEnabled: false', 'TAP-Onboarding-Users: mailEnabled: true'],
  },
  { wrong: 'a group is synchronised', reading: groups({ synced: true }), breaks: ['groups.kind'] },
  { wrong: 'a group is dynamic', reading: groups({ dynamic: true }), breaks: ['groups.not-dynamic'] },
  {
    wrong: 'a group may hold roles',
    reading: groups({ roleAssignable: true }),
    breaks: ['groups.not-role-assignable'],
    found: ['TAP-Onboarding-Users: isAssignableToRole: true'],
  },
  {
    wrong: 'a group has no owner',
    reading: groups({ owners: known([]) }),
    breaks: ['groups.owners'],
    found: ['TAP-Onboarding-Users: no owner'],
  },
  {
    wrong: 'somebody owns a group who issues nothing',
    reading: groups({ owners: known([named('operator'), named('janitor')]) }),
    breaks: ['groups.owners'],
    found: ['TAP-Onboarding-Users: janitor holds no issuing role'],
  },
  {
    wrong: 'somebody stayed in a group',
    reading: groups({ members: known([named('expected'), named('forgotten')]) }),
    breaks: ['groups.stale-members'],
    found: ['TAP-Onboarding-Users: forgotten'],
  },
  {
    wrong: 'somebody joined another group lately, and stayed in this one',
    reading: {
      ...groups({ members: known([named('forgotten')]) }),
      tenant: {
        ...groups({ members: known([named('forgotten')]) }).tenant,
        joined: known([
          { groupId: groupId('TAP-Recovery-Users'), personId: 'forgotten', at: '2026-11-22T08:50:00Z' },
        ]),
      },
    },
    breaks: ['groups.stale-members'],
  },
  {
    wrong: 'very many stayed in a group',
    reading: groups({
      members: known(Array.from({ length: 10_000 }, (_, index) => named(`person ${index}`))),
    }),
    breaks: ['groups.stale-members'],
    found: [
      ...Array.from({ length: 20 }, (_, index) => `TAP-Onboarding-Users: person ${index}`),
      'and 9980 more',
    ],
  },
];

const profile = (healthyMethods.passkeys?.profiles ?? [])[0];
const profiles = (is: Partial<NonNullable<typeof profile>>) =>
  methods('passkeys', { profiles: profile === undefined ? [] : [{ ...profile, ...is }] });

export const methodRows: readonly Row[] = [
  {
    wrong: 'nobody registers a passkey by themselves',
    reading: methods('passkeys', { selfService: false }),
    breaks: ['methods.fido2'],
    found: ['state: enabled', 'isSelfServiceRegistrationAllowed: false'],
  },
  { wrong: 'passkeys are off', reading: methods('passkeys', { enabled: false }), breaks: ['methods.fido2'] },
  {
    wrong: 'passkeys are for others',
    reading: methods('passkeys', {
      include: [{ id: 'staff', kind: 'group' }],
      profilesOf: { staff: ['profile'] },
    }),
    breaks: ['methods.fido2', 'methods.passkey-profiles'],
  },
  {
    wrong: 'there is no configuration of passkeys',
    reading: tenant({ methods: known({ ...healthyMethods, passkeys: null }) }),
    breaks: ['methods.fido2', 'methods.passkey-profiles'],
  },
  {
    wrong: 'only synced passkeys are taken',
    reading: profiles({ types: ['synced'] }),
    breaks: ['methods.passkey-profiles'],
  },
  {
    wrong: "the desk's key is not among those let in",
    reading: profiles({ restrictions: { enforced: true, kind: 'allow', aaGuids: ['another'] } }),
    breaks: ['methods.passkey-profiles'],
    found: groupNames.map((name) => `${name}: no profile fits`),
  },
  {
    wrong: "the desk's key is kept out",
    reading: profiles({ restrictions: { enforced: true, kind: 'block', aaGuids: ['key-model'] } }),
    breaks: ['methods.passkey-profiles'],
  },
  {
    wrong: 'no model at all is let in',
    reading: profiles({ restrictions: { enforced: true, kind: 'allow', aaGuids: [] } }),
    settings: { keyModels: [] },
    breaks: ['methods.passkey-profiles'],
  },
  {
    wrong: 'Authenticator is off',
    reading: methods('authenticator', { enabled: false }),
    breaks: ['methods.authenticator'],
  },
  {
    wrong: 'Authenticator only takes notifications',
    reading: methods('authenticator', { modeOf: { all_users: 'push' } }),
    breaks: ['methods.authenticator'],
    found: groupNames.map((name) => `${name}: authenticationMode: push`),
  },
  {
    wrong: 'Authenticator is not for a group of the desk',
    reading: methods('authenticator', { exclude: [{ id: groupId('TAP-Recovery-Users'), kind: 'group' }] }),
    breaks: ['methods.authenticator'],
    found: ['not for TAP-Recovery-Users'],
  },
];

const application = (is: object) =>
  tenant({
    application: healthyReading.tenant.application.known
      ? known({ ...(healthyReading.tenant.application.value ?? fail()), ...is })
      : healthyReading.tenant.application,
  });
function fail(): never {
  throw new Error('the healthy tenant has an application');
}

export const applicationRows: readonly Row[] = [
  {
    wrong: 'there is no such application',
    reading: tenant({ application: known(null) }),
    breaks: [
      'app.permissions-granted',
      'app.least-privilege',
      'app.redirects',
      'app.no-secrets',
      'app.owners',
    ],
  },
  {
    wrong: 'a permission is missing',
    reading: application({ delegated: ['User.Read.All'] }),
    breaks: ['app.permissions-granted'],
    found: ['not granted: UserAuthMethod-TAP.ReadWrite.All'],
  },
  {
    wrong: 'there are more permissions than needed',
    reading: application({
      delegated: ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', 'Directory.ReadWrite.All'],
      application: ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All'],
    }),
    breaks: ['app.least-privilege'],
    found: ['delegated: Directory.ReadWrite.All', 'application: UserAuthMethod-TAP.ReadWrite.All'],
  },
  {
    wrong: 'answers go to a web site',
    reading: application({ webRedirects: ['https://example.org/callback'] }),
    breaks: ['app.redirects'],
    found: ['web or spa: https://example.org/callback'],
  },
  {
    wrong: 'answers go to another scheme, and not to the desk',
    reading: application({ publicRedirects: ['other://callback'], implicitGrant: true }),
    breaks: ['app.redirects'],
    found: [
      'publicClient: other://callback',
      'publicClient: no http://localhost',
      'implicitGrantSettings: on',
    ],
  },
  { wrong: 'there is a secret', reading: application({ secrets: 1 }), breaks: ['app.no-secrets'] },
  { wrong: 'there is a certificate', reading: application({ certificates: 1 }), breaks: ['app.no-secrets'] },
  {
    wrong: 'nobody owns the application',
    reading: application({ owners: [] }),
    breaks: ['app.owners'],
    found: ['no owner'],
  },
  {
    wrong: 'an operator owns the application',
    reading: application({ owners: [named('operator')] }),
    breaks: ['app.owners'],
    found: ['operator is an operator'],
  },
];

export const logRows: readonly Row[] = [
  {
    wrong: 'there is no licence',
    reading: tenant({ plans: known(['EXCHANGE_S_STANDARD']) }),
    breaks: ['logs.licence', 'logs.retention'],
    found: ['servicePlans: no AAD_PREMIUM'],
  },
  {
    wrong: 'roles cannot be eligible',
    reading: tenant({ plans: known(['AAD_PREMIUM']) }),
    breaks: ['logs.licence'],
  },
  {
    wrong: 'the site wants logs for longer',
    reading: tenant({}),
    settings: { logRetentionDays: 31 },
    breaks: ['logs.retention'],
    found: ['kept by the tenant: 30 days'],
  },
];
