import type { Check } from '../check.ts';
import { rolesGlobalAdminOperator } from './roles-global-admin-operator.ts';
import { rolesSeparation } from './roles-separation.ts';
import { rolesPermanent } from './roles-permanent.ts';
import { rolesHelpdeskTenantWide } from './roles-helpdesk-tenant-wide.ts';
import { rolesUnitScope } from './roles-unit-scope.ts';
import { rolesAssigned } from './roles-assigned.ts';
import { rolesReviewer } from './roles-reviewer.ts';
import { accessLegacyAuthentication } from './access-legacy-authentication.ts';
import { accessDeviceCodeFlow } from './access-device-code-flow.ts';
import { accessSecurityDefaults } from './access-security-defaults.ts';
import { accessAdministratorsMfa } from './access-administrators-mfa.ts';
import { accessRegistration } from './access-registration.ts';
import { accessPassUsers } from './access-pass-users.ts';
import { accessMfaAndStrength } from './access-mfa-and-strength.ts';
import { accessPassLockout } from './access-pass-lockout.ts';
import { accessCarveOuts } from './access-carve-outs.ts';
import { accessPassPlace } from './access-pass-place.ts';
import { accessSignInRisk } from './access-sign-in-risk.ts';
import { emergencyUsable } from './emergency-usable.ts';
import { emergencyCloudOnly } from './emergency-cloud-only.ts';
import { emergencyExcluded } from './emergency-excluded.ts';
import { emergencyPassScope } from './emergency-pass-scope.ts';
import { passEnabled } from './pass-enabled.ts';
import { passSelectedGroups } from './pass-selected-groups.ts';
import { passExclusions } from './pass-exclusions.ts';
import { passOneTime } from './pass-one-time.ts';
import { passLifetimes } from './pass-lifetimes.ts';
import { passLength } from './pass-length.ts';
import { groupsExist } from './groups-exist.ts';
import { groupsKind } from './groups-kind.ts';
import { groupsNotDynamic } from './groups-not-dynamic.ts';
import { groupsNotRoleAssignable } from './groups-not-role-assignable.ts';
import { groupsOwners } from './groups-owners.ts';
import { groupsStaleMembers } from './groups-stale-members.ts';
import { methodsFido2 } from './methods-fido2.ts';
import { methodsPasskeyProfiles } from './methods-passkey-profiles.ts';
import { methodsAuthenticator } from './methods-authenticator.ts';
import { appPermissionsGranted } from './app-permissions-granted.ts';
import { appLeastPrivilege } from './app-least-privilege.ts';
import { appRedirects } from './app-redirects.ts';
import { appNoSecrets } from './app-no-secrets.ts';
import { appOwners } from './app-owners.ts';
import { logsAudit } from './logs-audit.ts';
import { logsSignIns } from './logs-sign-ins.ts';
import { logsLicence } from './logs-licence.ts';
import { logsRetention } from './logs-retention.ts';
import { stationDevice } from './station-device.ts';
import { stationCompliant } from './station-compliant.ts';
import { stationJoin } from './station-join.ts';
import { stationAge } from './station-age.ts';
import { stationEdition } from './station-edition.ts';
import { stationShell } from './station-shell.ts';
import { stationKeyboardFilter } from './station-keyboard-filter.ts';
import { stationAccount } from './station-account.ts';
import { stationDebugger } from './station-debugger.ts';
import { stationFuses } from './station-fuses.ts';
import { stationPackage } from './station-package.ts';
import { stationDisplays } from './station-displays.ts';
import { stationClock } from './station-clock.ts';
import { stationDisk } from './station-disk.ts';
import { stationEncryption } from './station-encryption.ts';
import { stationJournal } from './station-journal.ts';
import { stationKey } from './station-key.ts';

/** Every check, in the order in which people read them. */
export const checks: readonly Check[] = [
  rolesGlobalAdminOperator,
  rolesSeparation,
  rolesPermanent,
  rolesHelpdeskTenantWide,
  rolesUnitScope,
  rolesAssigned,
  rolesReviewer,
  accessLegacyAuthentication,
  accessDeviceCodeFlow,
  accessSecurityDefaults,
  accessAdministratorsMfa,
  accessRegistration,
  accessPassUsers,
  accessMfaAndStrength,
  accessPassLockout,
  accessCarveOuts,
  accessPassPlace,
  accessSignInRisk,
  emergencyUsable,
  emergencyCloudOnly,
  emergencyExcluded,
  emergencyPassScope,
  passEnabled,
  passSelectedGroups,
  passExclusions,
  passOneTime,
  passLifetimes,
  passLength,
  groupsExist,
  groupsKind,
  groupsNotDynamic,
  groupsNotRoleAssignable,
  groupsOwners,
  groupsStaleMembers,
  methodsFido2,
  methodsPasskeyProfiles,
  methodsAuthenticator,
  appPermissionsGranted,
  appLeastPrivilege,
  appRedirects,
  appNoSecrets,
  appOwners,
  logsAudit,
  logsSignIns,
  logsLicence,
  logsRetention,
  stationDevice,
  stationCompliant,
  stationJoin,
  stationAge,
  stationEdition,
  stationShell,
  stationKeyboardFilter,
  stationAccount,
  stationDebugger,
  stationFuses,
  stationPackage,
  stationDisplays,
  stationClock,
  stationDisk,
  stationEncryption,
  stationJournal,
  stationKey,
];
