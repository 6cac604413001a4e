import { instant } from '../tenant/clock.ts';
import type {
  AdministrativeUnit,
  Device,
  Group,
  Method,
  PassMethod,
  Person,
  RoleAssignment,
  RoleDefinition,
} from '../tenant/model.ts';
import { usabilityOf } from '../tenant/passes.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { directoryExtensionNames } from '../town/badges.ts';
import type { Shown } from './filter.ts';

const at = (milliseconds: number | null) => (milliseconds === null ? null : instant(milliseconds));

/** Properties a user has when none are selected (Graph v1.0, user resource). */
export const userDefaults: readonly string[] = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

const numbered = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);

/** Directory extensions of the town's own application: each user has the property, most without a value. */
const extensionProperties = (person: Person): Shown =>
  Object.fromEntries(directoryExtensionNames.map((name) => [name, person.directoryExtensions[name]]));

const setsOf = ({ securityAttributes }: Person): Shown | undefined =>
  Object.keys(securityAttributes).length === 0
    ? undefined
    : Object.fromEntries(
        Object.entries(securityAttributes).map(([set, values]) => [
          set,
          { '@odata.type': '#microsoft.graph.customSecurityAttributeValue', ...values },
        ]),
      );

export function showUser(person: Person): Shown {
  return {
    businessPhones: [],
    displayName: person.displayName,
    givenName: person.givenName,
    jobTitle: person.jobTitle,
    mail: person.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: 'en-US',
    surname: person.surname,
    userPrincipalName: person.userPrincipalName,
    id: person.id,
    accountEnabled: person.accountEnabled,
    employeeId: person.employeeId,
    employeeType: person.employeeType,
    department: person.department,
    userType: person.userType,
    creationType: person.creationType,
    externalUserState: person.externalUserState,
    isManagementRestricted: person.isManagementRestricted,
    onPremisesSyncEnabled: person.onPremisesSyncEnabled,
    onPremisesExtensionAttributes: Object.fromEntries(
      numbered.map((name) => [name, person.extensionAttributes[name] ?? null]),
    ),
    customSecurityAttributes: setsOf(person),
    ...extensionProperties(person),
    createdDateTime: person.createdDateTime,
    lastPasswordChangeDateTime: instant(person.passwordChangedAt),
    signInSessionsValidFromDateTime: instant(person.sessionsValidFrom),
  };
}

export function showGroup(group: Group): Shown {
  return {
    id: group.id,
    createdDateTime: group.createdDateTime,
    description: group.description,
    displayName: group.displayName,
    groupTypes: group.groupTypes,
    isAssignableToRole: group.isAssignableToRole,
    isManagementRestricted: group.isManagementRestricted,
    mail: null,
    mailEnabled: group.mailEnabled,
    membershipRule: group.membershipRule,
    onPremisesSyncEnabled: group.onPremisesSyncEnabled,
    securityEnabled: group.securityEnabled,
    visibility: null,
  };
}

export function showDevice(device: Device): Shown {
  const { lastSignInAt, complianceEndsAt, ...shown } = device;
  return {
    ...shown,
    approximateLastSignInDateTime: at(lastSignInAt),
    complianceExpirationDateTime: at(complianceEndsAt),
  };
}

/** Like Authentication Administrators see them: the last two digits only. */
const masked = (phone: string) =>
  phone.slice(0, 3) + phone.slice(3, -2).replace(/\d/g, 'X') + phone.slice(-2);

export function showPass(tenant: Tenant, userId: string, pass: PassMethod): Shown {
  const reason = usabilityOf(tenant, userId, pass);
  return {
    id: pass.id,
    temporaryAccessPass: null,
    createdDateTime: instant(pass.createdAt),
    startDateTime: instant(pass.startsAt),
    lifetimeInMinutes: pass.lifetimeMinutes,
    isUsableOnce: pass.usableOnce,
    isUsable: reason === 'EnabledByPolicy',
    methodUsabilityReason: reason,
  };
}

/** One method, without its @odata.type. */
export function showMethod(tenant: Tenant, userId: string, method: Method): Shown {
  const common = { id: method.id, createdDateTime: at(method.createdAt) };
  switch (method.kind) {
    case 'password':
      return { ...common, password: null };
    case 'pass':
      return showPass(tenant, userId, method);
    case 'fido2':
      return {
        ...common,
        displayName: method.displayName,
        aaGuid: method.aaGuid,
        model: method.model,
        attestationCertificates: [],
        attestationLevel: method.attestationLevel,
        passkeyType: method.passkeyType,
      };
    case 'authenticator':
      return {
        ...common,
        displayName: method.displayName,
        deviceTag: method.deviceTag,
        phoneAppVersion: method.phoneAppVersion,
      };
    case 'phone':
      return {
        ...common,
        phoneNumber: masked(method.phoneNumber),
        phoneType: method.phoneType,
        smsSignInState: 'notAllowedByPolicy',
      };
  }
}

/** @odata.type of a method. */
export const methodTypes: Readonly<Record<Method['kind'], string>> = {
  password: '#microsoft.graph.passwordAuthenticationMethod',
  pass: '#microsoft.graph.temporaryAccessPassAuthenticationMethod',
  fido2: '#microsoft.graph.fido2AuthenticationMethod',
  authenticator: '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
  phone: '#microsoft.graph.phoneAuthenticationMethod',
};

export function showRole(role: RoleDefinition): Shown {
  return {
    id: role.id,
    description: role.displayName,
    displayName: role.displayName,
    isBuiltIn: role.isBuiltIn,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: role.id,
    version: '1',
    rolePermissions: [],
  };
}

export function showAssignment(assignment: RoleAssignment): Shown {
  return {
    id: assignment.id,
    principalId: assignment.principalId,
    directoryScopeId: assignment.directoryScopeId,
    appScopeId: null,
    roleDefinitionId: assignment.roleDefinitionId,
    condition: null,
  };
}

export function showUnit(unit: AdministrativeUnit): Shown {
  return {
    id: unit.id,
    deletedDateTime: null,
    displayName: unit.displayName,
    description: null,
    isMemberManagementRestricted: unit.restricted,
    membershipRule: null,
    membershipRuleProcessingState: null,
    membershipType: null,
    visibility: null,
  };
}
