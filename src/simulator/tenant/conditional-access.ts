import { guidOf } from './ids.ts';
import type { GraphObject } from './model.ts';
import { ROLE } from './role-templates.ts';

type Shown = Readonly<Record<string, unknown>>;

/** Built-in strengths have these ids in every tenant. */
export const strengthId = (number: number) => `00000000-0000-0000-0000-00000000000${number}`;

const strength = (
  number: number,
  displayName: string,
  allowedCombinations: readonly string[],
): GraphObject => ({
  id: strengthId(number),
  createdDateTime: '2021-12-01T00:00:00Z',
  modifiedDateTime: '2021-12-01T00:00:00Z',
  displayName,
  description: displayName,
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations,
  combinationConfigurations: [],
});

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'];
const passwordless = [...phishingResistant, 'deviceBasedPush'];
const passes = ['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse'];

/** The strengths that every tenant has. */
export const builtInStrengths: readonly GraphObject[] = [
  strength(2, 'Multifactor authentication', [
    ...passwordless,
    ...passes,
    'password,microsoftAuthenticatorPush',
    'password,sms',
  ]),
  strength(3, 'Passwordless MFA', passwordless),
  strength(4, 'Phishing-resistant MFA', phishingResistant),
];

/** The site's own strength: phishing-resistant methods, or the pass with which one of them is registered. */
export const registrationStrength: GraphObject = {
  ...strength(2, 'Registration with a pass', [...phishingResistant, 'temporaryAccessPassOneTime']),
  id: guidOf('strength Registration with a pass'),
  policyType: 'custom',
  createdDateTime: '2026-02-01T08:00:00Z',
  modifiedDateTime: '2026-02-01T08:00:00Z',
};

/** Where the site's own network is. */
export const corporateNetwork: GraphObject = {
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id: guidOf('named location Corporate network'),
  displayName: 'Corporate network',
  createdDateTime: '2026-02-01T08:00:00Z',
  modifiedDateTime: '2026-02-01T08:00:00Z',
  isTrusted: true,
  // Documentation ranges (RFC 5737, RFC 3849): nobody's.
  ipRanges: [
    { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' },
    { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8::/32' },
  ],
};

/** Roles that the baseline asks phishing-resistant sign-in of (Microsoft's template for administrators). */
const administratorRoles = [
  ROLE.globalAdministrator,
  ROLE.privilegedRoleAdministrator,
  ROLE.privilegedAuthenticationAdministrator,
  ROLE.authenticationAdministrator,
  ROLE.authenticationPolicyAdministrator,
  ROLE.conditionalAccessAdministrator,
  ROLE.securityAdministrator,
  ROLE.helpdeskAdministrator,
  ROLE.userAdministrator,
  ROLE.groupsAdministrator,
  ROLE.passwordAdministrator,
  ROLE.intuneAdministrator,
  ROLE.applicationAdministrator,
  ROLE.cloudApplicationAdministrator,
];

/** Accounts that every policy leaves out. */
export const EMERGENCY_GROUP = guidOf('group Emergency-Access');

interface PolicyLine {
  readonly displayName: string;
  readonly conditions: Shown;
  readonly grantControls: Shown;
}

/** The id of one of the site's own Conditional Access policies. */
export const policyId = (displayName: string): string => guidOf(`conditional access ${displayName}`);

function policy(line: PolicyLine): GraphObject {
  return {
    id: policyId(line.displayName),
    displayName: line.displayName,
    state: 'enabled',
    createdDateTime: '2026-02-01T08:00:00Z',
    modifiedDateTime: '2026-09-01T08:00:00Z',
    templateId: null,
    conditions: { ...openConditions, ...line.conditions },
    grantControls: { ...openGrant, ...line.grantControls },
    sessionControls: null,
  };
}

/** What a condition is that nobody set. */
export const openConditions: Shown = {
  clientAppTypes: ['all'],
  userRiskLevels: [],
  signInRiskLevels: [],
  servicePrincipalRiskLevels: [],
  platforms: null,
  locations: null,
  devices: null,
  clientApplications: null,
  authenticationFlows: null,
};

/** The same for grant controls. */
export const openGrant: Shown = {
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
};

/** Users of a policy that names nobody: Graph shows every list, empty ones too. */
export const noUsers: Shown = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
};

/** The same for applications. */
export const noApplications: Shown = {
  includeApplications: [],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
};

const users = (included: Shown): Shown => ({ ...noUsers, excludeGroups: [EMERGENCY_GROUP], ...included });

const allApps = { ...noApplications, includeApplications: ['All'] };
const everybody = users({ includeUsers: ['All'] });
const block = { builtInControls: ['block'] };
const byStrength = (id: string) => ({ authenticationStrength: { id } });

const registration = policy({
  displayName: 'Registration of security information',
  conditions: {
    users: everybody,
    applications: {
      ...allApps,
      includeApplications: [],
      includeUserActions: ['urn:user:registersecurityinfo'],
    },
  },
  grantControls: byStrength(registrationStrength.id),
});

const noLegacy = policy({
  displayName: 'No legacy authentication',
  conditions: { users: everybody, applications: allApps, clientAppTypes: ['exchangeActiveSync', 'other'] },
  grantControls: block,
});

const noDeviceCode = policy({
  displayName: 'No device code flow',
  conditions: {
    users: everybody,
    applications: allApps,
    authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
  },
  grantControls: block,
});

/** Object ids of the groups whose members may be given a pass. */
export interface PassGroups {
  readonly onboarding: string;
  readonly recovery: string;
  readonly privilegedEmergency: string;
}

function strongSignIn(groups: PassGroups): readonly GraphObject[] {
  const passGroups = [groups.onboarding, groups.recovery, groups.privilegedEmergency];
  return [
    policy({
      displayName: 'Strong sign-in for everybody',
      conditions: {
        users: users({ includeUsers: ['All'], excludeGroups: [EMERGENCY_GROUP, ...passGroups] }),
        applications: allApps,
      },
      grantControls: byStrength(strengthId(3)),
    }),
    policy({
      displayName: 'Strong sign-in for administrators',
      conditions: {
        // While one of them is given a pass, the policies for passes take its place.
        users: users({
          includeRoles: administratorRoles,
          excludeGroups: [EMERGENCY_GROUP, groups.privilegedEmergency],
        }),
        applications: allApps,
      },
      grantControls: byStrength(strengthId(4)),
    }),
  ];
}

function aroundThePass(groups: PassGroups): readonly GraphObject[] {
  const { onboarding, recovery, privilegedEmergency } = groups;
  const all = users({ includeGroups: [onboarding, recovery, privilegedEmergency] });
  const privileged = users({ includeGroups: [privilegedEmergency] });
  return [
    policy({
      displayName: 'CA – TAP – Force MFA Registration',
      conditions: {
        users: all,
        applications: allApps,
        clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'],
      },
      grantControls: byStrength(registrationStrength.id),
    }),
    policy({
      displayName: 'CA – TAP – Block risky sign-ins',
      conditions: { users: all, applications: allApps, signInRiskLevels: ['high', 'medium'] },
      grantControls: block,
    }),
    policy({
      displayName: 'CA – TAP – Compliant device for privileged emergencies',
      conditions: { users: privileged, applications: allApps },
      grantControls: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    }),
    {
      ...policy({
        displayName: 'CA – TAP – Corporate network for privileged emergencies',
        conditions: {
          users: privileged,
          applications: allApps,
          locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
        },
        grantControls: block,
      }),
      // Watched before it is enforced.
      state: 'enabledForReportingButNotEnforced',
    },
  ];
}

/**
 * A baseline that holds: registration behind a strength that includes the pass, administrators behind a
 * phishing-resistant one, everybody else behind a passwordless one, people with a pass behind one that takes it or
 * a passkey, legacy protocols and device code flow blocked, emergency accounts left out. No policy has both
 * "require MFA" and a strength.
 */
export function baselineAccessPolicies(groups: PassGroups): readonly GraphObject[] {
  return [registration, ...strongSignIn(groups), ...aroundThePass(groups), noLegacy, noDeviceCode];
}

/** Policies that somebody made and switched off: numbers 1 to `count`. They only make the list long. */
export function spareAccessPolicies(count: number): readonly GraphObject[] {
  return Array.from({ length: count }, (_, index) => ({
    ...policy({
      displayName: `Spare policy ${String(index + 1).padStart(5, '0')}`,
      conditions: { users: everybody, applications: allApps },
      grantControls: block,
    }),
    state: 'disabled',
  }));
}
