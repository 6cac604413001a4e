import {
  noApplications,
  noUsers,
  openConditions,
  openGrant,
  policyId,
  strengthId,
} from './conditional-access.ts';
import { guidOf } from './ids.ts';
import type { GraphObject } from './model.ts';

/** Groups whose members something keeps from registering. Each has one person of the town in it. */
export const BLOCKED = {
  passkeysExcluded: guidOf('group Passkeys-Excluded'),
  authenticatorExcluded: guidOf('group Authenticator-Excluded'),
  registrationRequired: guidOf('group Registration-Required'),
  registrationBlocked: guidOf('group Registration-Blocked'),
  registrationLocked: guidOf('group Registration-Locked'),
  registrationManaged: guidOf('group Registration-Managed'),
} as const;

const onRegistration = (
  displayName: string,
  groupId: string,
  grant: Readonly<Record<string, unknown>>,
): GraphObject => ({
  id: policyId(displayName),
  displayName,
  state: 'enabled',
  createdDateTime: '2026-02-01T08:00:00Z',
  modifiedDateTime: '2026-09-01T08:00:00Z',
  templateId: null,
  conditions: {
    ...openConditions,
    users: { ...noUsers, includeGroups: [groupId] },
    applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] },
  },
  grantControls: { ...openGrant, ...grant },
  sessionControls: null,
});

/** Policies that keep those people from the page for registering: altogether, by a strength, by a device. */
export const blockingPolicies: readonly GraphObject[] = [
  onRegistration('Registration blocked', BLOCKED.registrationBlocked, { builtInControls: ['block'] }),
  onRegistration('Registration with a passkey alone', BLOCKED.registrationLocked, {
    authenticationStrength: { id: strengthId(4) },
  }),
  onRegistration('Registration on managed devices', BLOCKED.registrationManaged, {
    builtInControls: ['compliantDevice', 'domainJoinedDevice'],
  }),
];
