import type { AccessPolicy } from '../../directory/index.ts';

/** Somebody as Conditional Access sees them. */
export interface Subject {
  /** Null: anybody, known by groups and roles alone. */
  readonly userId: string | null;
  readonly groupIds: readonly string[];
  /** Built-in roles over the whole tenant, active now: Conditional Access looks at no other. */
  readonly roleIds: readonly string[];
  /** Somebody of another organisation. */
  readonly guest?: boolean;
}

/** Anybody without a group or a role that a policy names. */
export const anybody: Subject = { userId: null, groupIds: [], roleIds: [] };

const meets = (named: readonly string[], own: readonly string[]): boolean =>
  own.some((id) => named.includes(id));

type Side = 'include' | 'exclude';

/** Whether somebody is among those that one side of a policy names. */
const names = ({ users, groups, roles }: AccessPolicy, who: Subject, side: Side): boolean => {
  const user = who.userId === null ? [] : [who.userId];
  const guest = who.guest === true ? ['GuestsOrExternalUsers'] : [];
  return (
    meets(users[side], [...user, ...guest]) ||
    meets(groups[side], who.groupIds) ||
    meets(roles[side], who.roleIds)
  );
};

/** Exclusions win. Source: Microsoft Entra Conditional Access, users and groups. */
export const reaches = (policy: AccessPolicy, who: Subject): boolean => {
  const guest = who.guest === true;
  const { guests } = policy;
  const included =
    policy.users.include.includes('All') || names(policy, who, 'include') || (guest && guests.included);
  return included && !names(policy, who, 'exclude') && !(guest && guests.excluded);
};

/** Report-only is not enforced. */
export const enforced = (policies: readonly AccessPolicy[]): readonly AccessPolicy[] =>
  policies.filter(({ state }) => state === 'enabled');

/** All resources; what is left out is a carve-out and looked at by itself. */
export const everyApp = ({ apps, appFilter }: AccessPolicy): boolean =>
  apps.include.includes('All') && !appFilter;

/** The user action that stands for registering methods. Source: Graph conditionalAccessApplications. */
export const registerAction = 'urn:user:registersecurityinfo';
export const guardsRegistration = ({ userActions }: AccessPolicy): boolean =>
  userActions.includes(registerAction);

/** Browser, mobile and desktop applications, as the guide's 3.1 names them. */
export const modernClients = ({ clientApps }: AccessPolicy): boolean =>
  clientApps.includes('all') ||
  (clientApps.includes('browser') && clientApps.includes('mobileAppsAndDesktopClients'));

const anywhere = ({ locations }: AccessPolicy): boolean =>
  locations === null || locations.include.includes('All');
const anyPlatform = ({ platforms }: AccessPolicy): boolean =>
  platforms === null || platforms.include.includes('all');
const anyDevice = ({ deviceFilter }: AccessPolicy): boolean =>
  deviceFilter === null || deviceFilter.startsWith('exclude');

/** It applies at every sign-in; what it leaves out is a carve-out and looked at by itself. */
export const atEverySignIn = (policy: AccessPolicy): boolean =>
  anywhere(policy) &&
  anyPlatform(policy) &&
  anyDevice(policy) &&
  policy.signInRisk.length === 0 &&
  policy.userRisk.length === 0;

export const blocks = ({ grant }: AccessPolicy): boolean => grant?.controls.includes('block') === true;
