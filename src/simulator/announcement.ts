import type { ReaderKey } from './identity/reader-key.ts';
import { currentAssignments, peopleIn } from './tenant/membership.ts';
import { guidOf, SIMULATED_TENANT_ID } from './tenant/ids.ts';
import type { Tenant } from './tenant/tenant.ts';
import type { Variant } from './tenant/variants/index.ts';
import { APPLICATIONS } from './town/applications.ts';
import { STATION_DEVICE_ID } from './town/roles.ts';

export interface AnnouncementParts {
  readonly tenant: Tenant;
  readonly origin: string;
  readonly issuer: string;
  readonly variant: Variant;
  readonly caFile: string;
  /** Where the reading application's certificate and key lie as files; none without such an application. */
  readonly readerFiles: { readonly certificateFile: string; readonly privateKeyFile: string } | undefined;
  readonly leafFingerprint: string;
  readonly adminToken: string;
  readonly reader: ReaderKey | undefined;
}

/** Names of the roles that are active now, by who holds them, themselves or through a group. */
function activeRoleNames(tenant: Tenant): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { principalId, roleDefinitionId } of currentAssignments(tenant, 'active')) {
    const group = tenant.groups.get(principalId);
    const holders = group === undefined ? [principalId] : peopleIn(tenant, group);
    for (const holder of holders) {
      const held = names.get(holder) ?? new Set();
      names.set(holder, held.add(tenant.roles.get(roleDefinitionId)?.displayName ?? roleDefinitionId));
    }
  }
  return names;
}

function users(tenant: Tenant) {
  const roles = activeRoleNames(tenant);
  return [...tenant.people.values()].map((person) => ({
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    employeeId: person.employeeId,
    roles: [...(roles.get(person.id) ?? [])],
    part: person.part,
    ...(person.password === null ? {} : { password: person.password }),
  }));
}

const named = (name: string) => guidOf(`group ${name}`);

/** The groups that matter to the desk, those of them that exist. */
function groups(tenant: Tenant): Readonly<Record<string, string>> {
  const all = {
    ...tenant.passGroups,
    operators: named('Tapdesk-Operators'),
    approvers: named('Tapdesk-Approvers'),
    supervisors: named('Tapdesk-Supervisors'),
    emergencyAccess: named('Emergency-Access'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, id]) => tenant.groups.has(id)));
}

const readerOf = ({ certificate, privateKey, thumbprintSha256 }: ReaderKey) => ({
  clientId: APPLICATIONS.reader,
  certificate,
  privateKey,
  thumbprintSha256,
});

/** The first line of output: everything a program needs to use this tenant. */
export function announcement(parts: AnnouncementParts): Readonly<Record<string, unknown>> {
  const { tenant, origin } = parts;
  return {
    graph: origin,
    authority: parts.issuer,
    caFile: parts.caFile,
    clientId: APPLICATIONS.desk,
    /** The app registration under which an administrator sets the tenant up. */
    administrationClientId: APPLICATIONS.administration,
    variant: {
      name: parts.variant.name,
      fault: parts.variant.fault,
      about: parts.variant.about,
      breaks: parts.variant.breaks,
    },
    ...(parts.reader === undefined ? {} : { reader: { ...readerOf(parts.reader), ...parts.readerFiles } }),
    users: users(tenant),
    adminToken: parts.adminToken,
    tenantId: SIMULATED_TENANT_ID,
    securityInfo: `${origin}/security-info`,
    leafFingerprint: parts.leafFingerprint,
    stationDeviceId: STATION_DEVICE_ID,
    station: { deviceId: STATION_DEVICE_ID, facts: tenant.station },
    groups: groups(tenant),
  };
}
