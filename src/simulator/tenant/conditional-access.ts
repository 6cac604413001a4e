import { guidOf } from './ids.ts';

type Shown = Readonly<Record<string, unknown>>;

const strengthId = (number: number) => `00000000-0000-0000-0000-00000000000${number}`;

const strength = (number: number, displayName: string, allowedCombinations: readonly string[]): Shown => ({
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

/** The built-in authentication strengths, and one of the site's own that lets a pass register methods. */
export const strengthPolicies: readonly Shown[] = [
  strength(2, 'Multifactor authentication', [
    ...passwordless,
    ...passes,
    'password,microsoftAuthenticatorPush',
    'password,sms',
  ]),
  strength(3, 'Passwordless MFA', passwordless),
  strength(4, 'Phishing-resistant MFA', phishingResistant),
  {
    ...strength(2, 'Registration with a pass', [...phishingResistant, 'temporaryAccessPassOneTime']),
    id: guidOf('strength registration with a pass'),
    policyType: 'custom',
  },
];

const strengthNamed = (displayName: string) =>
  strengthPolicies.find((one) => one['displayName'] === displayName);

interface PolicyLine {
  readonly displayName: string;
  readonly conditions: Shown;
  readonly grantControls: Shown;
}

const EMERGENCY_GROUP = guidOf('group Emergency-Access');

function policy(line: PolicyLine): Shown {
  return {
    id: guidOf(`conditional access ${line.displayName}`),
    displayName: line.displayName,
    state: 'enabled',
    createdDateTime: '2026-02-01T08:00:00Z',
    modifiedDateTime: '2026-09-01T08:00:00Z',
    templateId: null,
    conditions: {
      clientAppTypes: ['all'],
      userRiskLevels: [],
      signInRiskLevels: [],
      platforms: null,
      locations: null,
      devices: null,
      authenticationFlows: null,
      ...line.conditions,
    },
    grantControls: {
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
      ...line.grantControls,
    },
    sessionControls: null,
  };
}

const users = (included: Shown): Shown => ({
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [EMERGENCY_GROUP],
  includeRoles: [],
  excludeRoles: [],
  ...included,
});

const allApps = {
  includeApplications: ['All'],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
};
const block = { operator: 'OR', builtInControls: ['block'] };

const registration = policy({
  displayName: 'Registration of security information',
  conditions: {
    users: users({ includeUsers: ['All'] }),
    applications: {
      ...allApps,
      includeApplications: [],
      includeUserActions: ['urn:user:registersecurityinfo'],
    },
  },
  grantControls: {
    operator: 'OR',
    builtInControls: [],
    authenticationStrength: strengthNamed('Registration with a pass'),
  },
});

const noLegacy = policy({
  displayName: 'No legacy authentication',
  conditions: {
    users: users({ includeUsers: ['All'] }),
    applications: allApps,
    clientAppTypes: ['exchangeActiveSync', 'other'],
  },
  grantControls: block,
});

const noDeviceCode = policy({
  displayName: 'No device code flow',
  conditions: {
    users: users({ includeUsers: ['All'] }),
    applications: allApps,
    authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
  },
  grantControls: block,
});

/**
 * A baseline that holds: registration behind a strength that includes the pass, everything else behind a
 * phishing-resistant one, legacy protocols and device code flow blocked, emergency accounts left out.
 * @param groups the object ids of the groups whose members may be given a pass
 */
export function conditionalAccessPolicies(groups: Readonly<Record<string, string>>): readonly Shown[] {
  const passGroups = Object.values(groups);
  const strong = policy({
    displayName: 'Strong sign-in for everybody',
    conditions: {
      users: users({ includeUsers: ['All'], excludeGroups: [EMERGENCY_GROUP, ...passGroups] }),
      applications: allApps,
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [],
      authenticationStrength: strengthNamed('Phishing-resistant MFA'),
    },
  });
  const whileAllowed = policy({
    displayName: 'MFA while a pass is allowed',
    conditions: { users: users({ includeGroups: passGroups }), applications: allApps },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  });
  return [registration, strong, whileAllowed, noLegacy, noDeviceCode];
}
