import { builtInStrengths, EMERGENCY_GROUP } from '../conditional-access.ts';
import { access, conditions, group, objectOf, reportOnly } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

const FORCE = 'CA – TAP – Force MFA Registration';
const REGISTRATION = 'Registration of security information';
const EVERYBODY = 'Strong sign-in for everybody';

const [multifactor] = builtInStrengths;

/** Faults of Conditional Access and security defaults. */
export const accessVariants: readonly Variant[] = [
  {
    fault: 'access.legacy-authentication',
    about: 'legacy protocols are watched, not blocked',
    apply: reportOnly('No legacy authentication'),
  },
  {
    fault: 'access.device-code-flow',
    about: 'device code flow is watched, not blocked',
    apply: reportOnly('No device code flow'),
  },
  {
    // The service itself no longer lets both be on; the check is what is tried here.
    fault: 'access.security-defaults',
    about: 'security defaults are on beside Conditional Access',
    apply: ({ policies }: { policies: { securityDefaults: boolean } }) => {
      policies.securityDefaults = true;
    },
  },
  {
    fault: 'access.administrators-mfa',
    about: 'administrators may sign in by what can be phished',
    apply: access('Strong sign-in for administrators', {
      grantControls: {
        operator: 'OR',
        builtInControls: [],
        customAuthenticationFactors: [],
        termsOfUse: [],
        authenticationStrength: { id: multifactor?.id },
      },
    }),
  },
  {
    fault: 'access.registration',
    about: 'registering methods is not guarded',
    apply: reportOnly(REGISTRATION),
  },
  {
    fault: 'access.pass-users',
    about: 'people with a pass are asked for no second factor',
    apply: reportOnly(FORCE),
  },
  {
    fault: 'access.mfa-and-strength',
    about: 'one policy has both the control mfa and a strength',
    apply: access(FORCE, (before) => ({
      grantControls: { ...objectOf(before['grantControls']), builtInControls: ['mfa'] },
    })),
  },
  {
    fault: 'access.pass-lockout',
    about: 'people with a lost phone are asked for what a pass cannot meet',
    apply: conditions(EVERYBODY, ({ users }) => ({
      users: {
        ...objectOf(users),
        excludeGroups: [EMERGENCY_GROUP, group('TAP-Onboarding-Users'), group('TAP-Privileged-Emergency')],
      },
    })),
  },
  {
    fault: 'access.carve-outs',
    about: 'registering methods is not guarded within the company network',
    apply: conditions(REGISTRATION, () => ({
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    })),
  },
  {
    fault: 'access.pass-place',
    about: 'a privileged pass works on any device',
    apply: reportOnly('CA – TAP – Compliant device for privileged emergencies'),
  },
  {
    fault: 'access.sign-in-risk',
    about: 'risky sign-ins with a pass are not blocked',
    apply: reportOnly('CA – TAP – Block risky sign-ins'),
  },
].map(variantOf);
