import {
  block,
  breakGlass,
  emergencyGroup,
  everyGroup,
  grantOf,
  groupId,
  healthyPolicies,
  known,
  policy,
  strengths,
} from '../../../support/posture.ts';
import { access, accessWith, accessWithout, tenant, type Row } from '../row.ts';

const unguarded = [
  'TAP-Onboarding-Users: registration is not guarded',
  'TAP-Recovery-Users: registration is not guarded',
  'TAP-Privileged-Emergency: registration is not guarded',
];
const onePassGroup = { include: [groupId('TAP-Onboarding-Users')], exclude: [emergencyGroup] };
const nobody = { include: [], exclude: [] };

export const accessRows: readonly Row[] = [
  {
    wrong: 'no policy blocks legacy protocols',
    reading: accessWithout('legacy'),
    breaks: ['access.legacy-authentication'],
  },
  {
    wrong: 'legacy protocols are only reported',
    reading: access('legacy', { state: 'report-only' }),
    breaks: ['access.legacy-authentication'],
  },
  {
    wrong: 'one of the two kinds of legacy client is let in',
    reading: access('legacy', { clientApps: ['other'] }),
    breaks: ['access.legacy-authentication'],
  },
  {
    wrong: 'legacy protocols are blocked for one app alone',
    reading: access('legacy', { apps: { include: ['Office365'], exclude: [] } }),
    breaks: ['access.legacy-authentication'],
  },
  {
    wrong: 'device codes are taken',
    reading: accessWithout('deviceCode'),
    breaks: ['access.device-code-flow'],
  },
  {
    wrong: 'device codes are blocked at one place alone',
    reading: access('deviceCode', { locations: { include: ['office'], exclude: [] } }),
    breaks: ['access.device-code-flow'],
  },
  {
    wrong: 'security defaults are on',
    reading: tenant({ securityDefaults: known(true) }),
    breaks: ['access.security-defaults'],
    found: ['isEnabled: true'],
  },
  {
    wrong: 'a weaker strength is enough for administrators',
    reading: access('strong', { grant: grantOf({ strength: strengths.weak }) }),
    breaks: ['access.administrators-mfa'],
  },
  {
    wrong: 'administrators get by with an alternative',
    reading: access('strong', {
      grant: grantOf({ strength: strengths.strong, controls: ['compliantDevice'] }),
    }),
    breaks: ['access.administrators-mfa'],
  },
  {
    wrong: 'one administrator role is left out',
    reading: access('strong', {
      users: nobody,
      roles: { include: ['62e90394-69f5-4237-9190-012177145e10'], exclude: [] },
    }),
    breaks: ['access.administrators-mfa'],
  },
  {
    wrong: 'registration is open',
    reading: accessWithout('registration'),
    breaks: ['access.registration'],
    found: unguarded,
  },
  {
    wrong: 'registration is only reported',
    reading: access('registration', { state: 'report-only' }),
    breaks: ['access.registration'],
    found: [...unguarded, 'Registration: enabledForReportingButNotEnforced'],
  },
  {
    wrong: 'registration is guarded by any second factor',
    reading: access('registration', { grant: grantOf({ controls: ['mfa'] }) }),
    breaks: ['access.registration'],
    found: unguarded,
  },
  {
    wrong: 'registration is guarded by a strength that a pass cannot meet',
    reading: access('registration', { grant: grantOf({ strength: strengths.strong }) }),
    breaks: ['access.registration', 'access.pass-lockout'],
    found: unguarded,
  },
  {
    wrong: 'pass users are asked for nothing',
    reading: accessWithout('passUsers'),
    breaks: ['access.pass-users'],
  },
  {
    wrong: 'pass users are asked in browsers alone',
    reading: access('passUsers', { clientApps: ['browser'] }),
    breaks: ['access.pass-users'],
  },
  {
    wrong: 'one group of three is asked',
    reading: access('passUsers', { groups: onePassGroup }),
    breaks: ['access.pass-users'],
    found: [
      'TAP-Recovery-Users: no second factor is asked for',
      'TAP-Privileged-Emergency: no second factor is asked for',
    ],
  },
  {
    wrong: 'a policy has both kinds of demand',
    reading: accessWith(
      policy('Both', {
        groups: { include: [], exclude: [emergencyGroup, ...everyGroup] },
        grant: grantOf({ all: true, controls: ['mfa'], strength: strengths.strong }),
      }),
    ),
    breaks: ['access.mfa-and-strength'],
    found: ['Both'],
  },
  {
    wrong: 'the strong policy reaches pass users',
    reading: access('strong', { groups: { include: [], exclude: [emergencyGroup] } }),
    breaks: ['access.pass-lockout'],
    found: ['TAP-Onboarding-Users: Strong', 'TAP-Recovery-Users: Strong', 'TAP-Privileged-Emergency: Strong'],
  },
  {
    wrong: 'a policy blocks a group of the desk',
    reading: accessWith(policy('Frozen', { users: nobody, groups: onePassGroup, grant: block })),
    breaks: ['access.pass-lockout'],
    found: ['TAP-Onboarding-Users: Frozen'],
  },
  {
    wrong: 'a place is left out of the guard',
    reading: access('registration', { locations: { include: ['All'], exclude: ['office'] } }),
    breaks: ['access.carve-outs'],
    found: ['Registration: location office'],
  },
  {
    wrong: 'a platform, some devices, an app and guests are left out',
    reading: access('passUsers', {
      platforms: { include: ['all'], exclude: ['linux'] },
      deviceFilter: 'exclude device.isCompliant -eq True',
      apps: { include: ['All'], exclude: ['payroll'] },
      guests: { included: false, excluded: true },
    }),
    breaks: ['access.carve-outs'],
    found: [
      'Pass users: location office',
      'Pass users: platform linux',
      'Pass users: devices: exclude device.isCompliant -eq True',
      'Pass users: resource payroll',
      'Pass users: guests and external users',
    ].slice(1),
  },
  {
    wrong: 'somebody else is left out of the block',
    reading: access('legacy', { users: { include: ['All'], exclude: ['director'] } }),
    breaks: ['access.carve-outs'],
    found: ['Legacy: user director'],
  },
  {
    wrong: 'a stranger is in the group of emergency accounts',
    reading: tenant({
      excludedGroups: known([
        {
          id: emergencyGroup,
          displayName: 'Emergency-Access',
          memberIds: [breakGlass, 'director'],
          more: false,
        },
      ]),
    }),
    breaks: ['access.carve-outs'],
    found: ['Legacy', 'Device code', 'Strong', 'Registration', 'Pass users'].map(
      (name) => `${name}: group Emergency-Access`,
    ),
  },
  {
    wrong: 'a group that is left out has more members than one page',
    reading: tenant({
      excludedGroups: known([
        { id: emergencyGroup, displayName: 'Emergency-Access', memberIds: [breakGlass], more: true },
      ]),
    }),
    breaks: ['access.carve-outs'],
  },
  {
    wrong: 'a privileged pass works anywhere',
    reading: accessWithout('place'),
    breaks: ['access.pass-place'],
    found: ['TAP-Privileged-Emergency: any device, any place'],
  },
  {
    wrong: 'a second factor stands in for the device',
    reading: access('place', { grant: grantOf({ controls: ['compliantDevice', 'mfa'] }) }),
    breaks: ['access.pass-place'],
  },
  { wrong: 'risky sign-ins are let in', reading: accessWithout('risk'), breaks: ['access.sign-in-risk'] },
  {
    wrong: 'only medium risk is blocked',
    reading: access('risk', { signInRisk: ['medium'] }),
    breaks: ['access.sign-in-risk'],
  },
  {
    wrong: 'a policy reaches an emergency account',
    reading: accessWith(
      policy('Terms', { groups: { include: [], exclude: [] }, grant: grantOf({ others: ['terms'] }) }),
    ),
    breaks: ['emergency.excluded'],
    found: ['break-glass: Terms'],
  },
  {
    wrong: 'a policy for administrators reaches an emergency account by its role',
    reading: accessWith(
      policy('Admins', {
        users: nobody,
        groups: nobody,
        roles: { include: ['62e90394-69f5-4237-9190-012177145e10'], exclude: [] },
        grant: grantOf({ strength: strengths.strong }),
      }),
    ),
    breaks: ['emergency.excluded'],
    found: ['break-glass: Admins'],
  },
];

/** Policies that look alike and are fine. */
export const fineAccess = [
  {
    what: 'places that are not trusted are blocked for privileged people',
    reading: access('place', {
      locations: { include: ['All'], exclude: ['AllTrusted'] },
      grant: block,
    }),
  },
  {
    what: 'a second policy without carve-outs makes up for one with them',
    reading: accessWith({ ...healthyPolicies.legacy, users: { include: ['All'], exclude: ['director'] } }),
  },
  {
    what: 'a disabled policy locks nobody out',
    reading: accessWith(policy('Frozen', { state: 'disabled', grant: block })),
  },
  {
    what: 'pass users are asked for any second factor',
    reading: access('passUsers', { grant: grantOf({ controls: ['mfa'] }) }),
  },
] as const;
