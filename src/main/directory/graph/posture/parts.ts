import { z } from 'zod';
import type { RoleGrant, TenantReading } from '../../tenant-reading.ts';
import type { Question } from '../batch.ts';
import { maybeIn, listIn, maybeListIn, oneIn, type Gathered } from './gathered.ts';
import { together } from '../../part.ts';
import { needs, part } from './needs.ts';
import { membersOf, ownersOf, peopleOf, resourceRoles, unitMember } from './questions.ts';
import { strengthAnswer, strengthOf } from './schemas/access.ts';
import {
  applicationAnswer,
  appRoleAnswer,
  permissionGrantAnswer,
  plansOf,
  resourceAnswer,
  skuAnswer,
} from './schemas/application.ts';
import {
  auditAnswer,
  deskGroupAnswer,
  deskGroupOf,
  deviceAnswer,
  deviceOf,
  emergencyAnswer,
  grantAnswer,
  grantOf,
  joinedOf,
  namedOf,
  objectAnswer,
} from './schemas/directory-objects.ts';
import { methodsPolicyAnswer, methodsPolicyOf } from './schemas/methods-policy.ts';

const keyOf = (one: Pick<RoleGrant, 'principalId' | 'roleId' | 'scope'>): string =>
  `${one.principalId} ${one.roleId} ${one.scope}`;

/** Groups' own instances stand for their members, whom the group's own reading names. */
const isOwn = ({ memberType }: z.infer<typeof grantAnswer>): boolean =>
  memberType !== 'Group' && memberType !== 'Inherited';

/**
 * Who holds or may activate which role. The assignments name the holders, the schedule says until when; an assignment
 * that the schedule does not tell of never ends.
 */
export const grantsIn = (from: Gathered): TenantReading['grants'] => {
  const { assigned, scheduled, eligible } = from.questions;
  const parts = together({
    assigned: part(needs.assigned, () => listIn(grantAnswer, assigned, from)),
    scheduled: part(needs.scheduled, () => listIn(grantAnswer, scheduled, from)),
    eligible: part(needs.eligible, () => listIn(grantAnswer, eligible, from)),
  });
  if (!parts.known) return parts;
  const times = new Map(
    parts.value.scheduled.filter(isOwn).map((one) => {
      const grant = grantOf(one, 'active');
      return [keyOf(grant), grant];
    }),
  );
  const active = parts.value.assigned.map((one) => {
    const grant = grantOf(one, 'active');
    const scheduledOne = times.get(keyOf(grant));
    return { ...grant, activated: scheduledOne?.activated === true, endsAt: scheduledOne?.endsAt ?? null };
  });
  const mayActivate = parts.value.eligible.filter(isOwn).map((one) => grantOf(one, 'eligible'));
  return { known: true, value: [...active, ...mayActivate] };
};

/** Ids of groups that hold a role; a list that failed has none, and the part that reads it says so. */
export const roleGroupIdsIn = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => {
    const parsed = grantAnswer.safeParse(item);
    if (!parsed.success) return [];
    const grant = grantOf(parsed.data, 'active');
    return grant.principalKind === 'group' ? [grant.principalId] : [];
  });

const unitPrefix = '/administrativeUnits/';

/** The administrative unit that a scope names, or null. */
export const unitOfScope = (scope: string): string | null =>
  scope.startsWith(unitPrefix) ? scope.slice(unitPrefix.length) : null;

/** Ids of units that roles are scoped to. */
export const scopedUnitIdsIn = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => {
    const parsed = grantAnswer.safeParse(item);
    const unit = parsed.success ? unitOfScope(parsed.data.directoryScopeId ?? '') : null;
    return unit === null ? [] : [unit];
  });

export const roleGroupsIn = (from: Gathered, groupIds: readonly string[]): TenantReading['roleGroups'] =>
  part(needs.groups, () =>
    Object.fromEntries(
      groupIds.map((id) => [id, listIn(objectAnswer, peopleOf(id), from).map(namedOf)] as const),
    ),
  );

export const unitsIn = (from: Gathered, scoped: ReadonlySet<string>): TenantReading['units'] =>
  part(needs.units, () =>
    listIn(objectAnswer, from.questions.units, from)
      .filter((one) => scoped.has(one.id) || from.ask.unitNames.includes(one.displayName ?? ''))
      .map((one) => ({
        ...namedOf(one),
        peopled: (maybeListIn(objectAnswer, unitMember(one.id), from) ?? []).length > 0,
      })),
  );

export const groupsIn = (from: Gathered): TenantReading['groups'] =>
  part(needs.groups, () =>
    from.questions.groups.flatMap((question) =>
      listIn(deskGroupAnswer, question, from).map((one) =>
        deskGroupOf(one, {
          members: part(needs.groups, () => listIn(objectAnswer, membersOf(one.id), from).map(namedOf)),
          owners: part(needs.groups, () => listIn(objectAnswer, ownersOf(one.id), from).map(namedOf)),
        }),
      ),
    ),
  );

export const emergencyIn = (from: Gathered): TenantReading['emergency'] =>
  part(needs.people, () =>
    from.questions.emergency.map((question, index) => {
      const id = from.ask.emergencyIds[index] ?? '';
      const account = maybeIn(emergencyAnswer, question, from);
      const groups = from.questions.emergencyGroups[index];
      if (account === null || groups === undefined) return { id, account: null };
      return {
        id,
        account: {
          userPrincipalName: account.userPrincipalName,
          enabled: account.accountEnabled ?? null,
          synced: account.onPremisesSyncEnabled === true,
          groupIds: listIn(objectAnswer, groups, from).map((one) => one.id),
        },
      };
    }),
  );

const namesOf = (assigned: readonly z.infer<typeof appRoleAnswer>[], from: Gathered): readonly string[] =>
  assigned.map(({ appRoleId, resourceId }) => {
    const resource = maybeIn(resourceAnswer, resourceRoles(resourceId), from);
    return resource?.appRoles.find(({ id }) => id === appRoleId)?.value ?? appRoleId;
  });

export const applicationIn = (from: Gathered): TenantReading['application'] => {
  const { application, owners, delegated, appRoles, readerRoles } = from.questions;
  const rolesIn = (question: Question | null) =>
    question === null ? [] : namesOf(maybeListIn(appRoleAnswer, question, from) ?? [], from);
  const parts = together({
    one: part(needs.application, () => maybeIn(applicationAnswer, application, from)),
    owners: part(needs.application, () => maybeListIn(objectAnswer, owners, from) ?? []),
    grants: part(needs.grants, () => maybeListIn(permissionGrantAnswer, delegated, from) ?? []),
    appRoles: part(needs.application, () => rolesIn(appRoles)),
    readerRoles: part(needs.application, () => rolesIn(readerRoles)),
  });
  if (!parts.known) return parts;
  const { one } = parts.value;
  if (one === null) return { known: true, value: null };
  const names = (one: z.infer<typeof permissionGrantAnswer>) =>
    (one.scope ?? '').split(' ').filter((name) => name !== '');
  return {
    known: true,
    value: {
      objectId: one.id,
      publicRedirects: one.publicClient,
      webRedirects: one.web.redirectUris,
      spaRedirects: one.spa,
      implicitGrant: Object.values(one.web.implicitGrantSettings).includes(true),
      implicitGrants: one.web.implicitGrantSettings,
      secrets: one.passwordCredentials,
      certificates: one.keyCredentials,
      owners: parts.value.owners.map(namedOf),
      delegated: parts.value.grants.flatMap(names),
      application: parts.value.appRoles,
      reader: parts.value.readerRoles,
    },
  };
};

const enforcement = z.object({ isEnabled: z.boolean() });

/** The parts that one answer each gives. */
export const singlePartsIn = (
  from: Gathered,
): Pick<
  TenantReading,
  'methods' | 'strengths' | 'securityDefaults' | 'plans' | 'joined' | 'signIns' | 'device'
> => {
  const { methods, strengths, defaults, plans, joined, signIns, device } = from.questions;
  return {
    methods: part(needs.methods, () => methodsPolicyOf(oneIn(methodsPolicyAnswer, methods, from))),
    strengths: part(needs.strengths, () => listIn(strengthAnswer, strengths, from).map(strengthOf)),
    securityDefaults: part(needs.defaults, () => oneIn(enforcement, defaults, from).isEnabled),
    plans: part(needs.plans, () => plansOf(listIn(skuAnswer, plans, from))),
    joined: part(needs.logs, () => listIn(auditAnswer, joined, from).flatMap(joinedOf)),
    signIns: part(needs.logs, () => {
      listIn(z.unknown(), signIns, from);
      return true;
    }),
    device: part(needs.device, () => {
      const found = device === null ? null : maybeIn(deviceAnswer, device, from);
      return found === null ? null : deviceOf(found);
    }),
  };
};
