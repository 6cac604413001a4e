import { z } from 'zod';
import { DirectoryError } from '../../port.ts';
import type { Need, Part } from '../../tenant-reading.ts';

const need = (permission: string, role: string | null = null): Need => ({ permission, role });

/**
 * What each part of a reading needs, least first. Source: Graph permissions reference, and the roles that each page
 * names for delegated reading.
 */
export const needs = {
  methods: need('Policy.Read.AuthenticationMethod', 'Global Reader'),
  strengths: need('Policy.Read.AuthenticationMethod', 'Security Reader'),
  defaults: need('Policy.Read.All', 'Security Reader'),
  access: need('Policy.Read.All', 'Security Reader'),
  assigned: need('RoleManagement.Read.Directory'),
  scheduled: need('RoleAssignmentSchedule.Read.Directory', 'Security Reader'),
  eligible: need('RoleEligibilitySchedule.Read.Directory', 'Security Reader'),
  units: need('AdministrativeUnit.Read.All'),
  application: need('Application.Read.All'),
  grants: need('DelegatedPermissionGrant.Read.All'),
  plans: need('LicenseAssignment.Read.All'),
  logs: need('AuditLog.Read.All', 'Security Reader'),
  device: need('Device.Read.All'),
  groups: need('GroupMember.Read.All'),
  people: need('User.Read.All'),
} as const satisfies Readonly<Record<string, Need>>;

/** What facts about a person need beside. Source: Graph, list internalDomainFederations. */
export const personNeeds = {
  domain: need('Domain.Read.All', 'Security Reader'),
} as const satisfies Readonly<Record<string, Need>>;

/** A part that stays unknown where its read failed, or where it is not what Graph documents. */
export const part = <T>(what: Need, read: () => T): Part<T> => {
  try {
    return { known: true, value: read() };
  } catch (error) {
    if (error instanceof DirectoryError) return { known: false, because: error.code, need: what };
    if (error instanceof z.ZodError) return { known: false, because: 'tenant.unexpected-answer', need: what };
    throw error;
  }
};

/** The same for a read that takes its own way. */
export const partLater = async <T>(what: Need, read: () => Promise<T>): Promise<Part<T>> => {
  try {
    const value = await read();
    return { known: true, value };
  } catch (error) {
    return part(what, () => {
      throw error;
    });
  }
};

/** Every permission that a whole reading needs, each once; none of them writes. */
export const readingPermissions: readonly string[] = [
  ...new Set(Object.values(needs).map(({ permission }) => permission)),
];
