import { guidOf } from '../tenant/ids.ts';
import type { Group } from '../tenant/model.ts';

const person = (part: string) => guidOf(`person ${part}`);
const group = (name: string) => guidOf(`group ${name}`);

/** Groups whose members may be given a pass, by scenario (requirements: one group a scenario). */
export const passGroups = {
  onboarding: group('TAP-Onboarding-Users'),
  recovery: group('TAP-Recovery-Users'),
  privilegedEmergency: group('TAP-Privileged-Emergency'),
} as const;

interface GroupLine {
  readonly name: string;
  readonly about: string;
  readonly members?: readonly string[];
  readonly owners?: readonly string[];
  readonly is?: Partial<
    Pick<
      Group,
      | 'groupTypes'
      | 'securityEnabled'
      | 'mailEnabled'
      | 'isAssignableToRole'
      | 'onPremisesSyncEnabled'
      | 'membershipRule'
    >
  >;
}

const deskOwners = [
  person('operator'),
  person('operator-2'),
  person('unit-operator'),
  person('privileged-operator'),
];

const lines: readonly GroupLine[] = [
  {
    name: 'TAP-Onboarding-Users',
    about: 'New hires while they enroll',
    owners: deskOwners,
    members: [person('already-member')],
  },
  {
    name: 'TAP-Recovery-Users',
    about: 'People with a lost or replaced phone while they enroll',
    owners: deskOwners,
  },
  {
    name: 'TAP-Privileged-Emergency',
    about: 'Privileged people in an emergency, under dual approval',
    owners: [person('privileged-operator')],
  },
  { name: 'Tapdesk-Operators', about: 'People who run the desk', members: deskOwners },
  {
    name: 'Tapdesk-Approvers',
    about: 'People who give the second approval',
    members: [person('approver'), person('privileged-approver'), person('supervisor')],
  },
  { name: 'Tapdesk-Supervisors', about: 'People who review', members: [person('supervisor')] },
  {
    name: 'Emergency-Access',
    about: 'Accounts that never get a pass at the desk',
    members: [person('break-glass'), person('break-glass-2')],
  },
  {
    name: 'Tier0-Administrators',
    about: 'Holds a role through the group',
    is: { isAssignableToRole: true },
    members: [person('nested-group-admin')],
    owners: [person('group-owner-admin')],
  },
  {
    name: 'All-Warehouse',
    about: 'Kept by a rule',
    is: { groupTypes: ['DynamicMembership'], membershipRule: '(user.department -eq "Warehouse")' },
    members: [person('new-hire'), person('lost-phone')],
  },
  {
    name: 'Onprem-Finance',
    about: 'Synchronised from the company directory',
    is: { onPremisesSyncEnabled: true },
    members: [person('synced')],
  },
  {
    name: 'Restaurant-Team',
    about: 'Mail group of the restaurants',
    is: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
    members: [person('restaurant-manager'), person('new-hire-3')],
  },
  {
    name: 'Shift-Leads',
    about: 'A group within a group',
    members: [person('restaurant-manager'), person('approver')],
  },
  { name: 'Passkeys-Excluded', about: 'Nobody in it may set a passkey up', members: [person('no-passkeys')] },
  {
    name: 'Authenticator-Excluded',
    about: 'Nobody in it may set Authenticator up',
    members: [person('no-authenticator')],
  },
  {
    name: 'Registration-Required',
    about: 'Has to register at the next sign-in',
    members: [person('forced-registration')],
  },
  {
    name: 'Registration-Blocked',
    about: 'Conditional Access lets them register nothing',
    members: [person('registration-blocked')],
  },
  {
    name: 'Registration-Locked',
    about: 'Conditional Access wants a passkey for registering one',
    members: [person('registration-locked')],
  },
  {
    name: 'Registration-Managed',
    about: 'Conditional Access wants a managed device for registering',
    members: [person('registration-managed')],
  },
  { name: 'Staff', about: 'Contains Shift-Leads', members: [group('Shift-Leads')] },
];

/** All groups of the town, with fresh member lists. */
export function createGroups(): Map<string, Group> {
  const made = lines.map((line): Group => ({
    id: group(line.name),
    displayName: line.name,
    description: line.about,
    groupTypes: [],
    securityEnabled: true,
    mailEnabled: false,
    isAssignableToRole: null,
    isManagementRestricted: null,
    onPremisesSyncEnabled: null,
    membershipRule: null,
    createdDateTime: '2026-01-05T08:00:00Z',
    ...line.is,
    members: new Map((line.members ?? []).map((id) => [id, 0])),
    owners: new Set(line.owners),
  }));
  return new Map(made.map((one) => [one.id, one]));
}
