import type { DeskGroup, PassConfiguration, Target } from '../../directory/index.ts';
import { everybody, targetName } from '../scope.ts';
import { byHand, changeNeeds, nothingToDo, unread, type Plan, type PlanInput } from './change.ts';
import { groupIdsOf } from './groups.ts';

interface MethodTarget {
  readonly id: string;
  readonly targetType: 'user' | 'group';
}

/** Settings of the method by Graph's names; a target without what Graph fills in by itself. */
interface PassSettings {
  readonly state: 'enabled' | 'disabled';
  readonly isUsableOnce: boolean;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly includeTargets: readonly MethodTarget[];
  readonly excludeTargets: readonly MethodTarget[];
}

const targetsOf = (targets: readonly Target[]): readonly MethodTarget[] =>
  targets.map(({ id, kind }) => ({ id, targetType: kind === 'user' ? 'user' : 'group' }));

const settingsOf = (now: PassConfiguration): PassSettings => ({
  state: now.enabled ? 'enabled' : 'disabled',
  isUsableOnce: now.usableOnceOnly,
  minimumLifetimeInMinutes: now.minimumLifetimeMinutes,
  maximumLifetimeInMinutes: now.maximumLifetimeMinutes,
  defaultLifetimeInMinutes: now.defaultLifetimeMinutes,
  defaultLength: now.length,
  includeTargets: targetsOf(now.include),
  excludeTargets: targetsOf(now.exclude),
});

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** What is right already stays as it is, so a site that is stricter keeps that. */
const wantedOf = (now: PassConfiguration, input: PlanInput, groupIds: readonly string[]): PassSettings => {
  const { lifetimes, maximumMinutes, minimumLength } = input.settings.pass;
  const least = Math.min(now.minimumLifetimeMinutes, ...lifetimes);
  const most = within(now.maximumLifetimeMinutes, Math.max(...lifetimes), maximumMinutes);
  const same = now.include.length === groupIds.length && now.include.every(({ id }) => groupIds.includes(id));
  return {
    state: 'enabled',
    isUsableOnce: true,
    minimumLifetimeInMinutes: least,
    maximumLifetimeInMinutes: most,
    defaultLifetimeInMinutes: within(now.defaultLifetimeMinutes, least, most),
    defaultLength: Math.max(now.length, minimumLength),
    includeTargets: same
      ? targetsOf(now.include)
      : groupIds.map((id) => ({ id, targetType: 'group' as const })),
    excludeTargets: targetsOf(now.exclude.filter(({ id }) => id !== everybody && !groupIds.includes(id))),
  };
};

// Object.keys forgets which keys an object has; this one has no others.
const keysOf = Object.keys as (settings: PassSettings) => readonly (keyof PassSettings)[];

const only = (settings: PassSettings, keys: readonly (keyof PassSettings)[]) =>
  Object.fromEntries(keys.map((key) => [key, settings[key]]));

const path = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass';
const type = { '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration' };

/** A value of a setting in words; targets by the names of the desk's groups. */
const shown = (value: PassSettings[keyof PassSettings], groups: readonly DeskGroup[]): string => {
  if (typeof value !== 'object') return String(value);
  const names = value.map(({ id, targetType }) => targetName({ id, kind: targetType }, groups));
  return names.length === 0 ? 'nobody' : names.join(', ');
};

/** The pass: on, once, for the groups of the desk alone, as long as the desk asks for. Source: Zero trust guide 1.1, 2. */
export const planPassMethod = (input: PlanInput): Plan => {
  const { methods, groups } = input.tenant;
  if (!methods.known) return unread('the policy of the pass', methods);
  if (!groups.known) return unread('groups of the desk', groups);
  const now = methods.value.pass;
  if (now === null) return byHand('this tenant has no Temporary Access Pass');
  const group = groupIdsOf(input, input.settings.groups.names);
  const [before, after] = [settingsOf(now), wantedOf(now, input, group.ids)];
  const differ = keysOf(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  if (differ.length === 0) return nothingToDo;
  const say = (settings: PassSettings): readonly string[] =>
    differ.map((key) => `${key}: ${shown(settings[key], groups.value)}`);
  return {
    changes: [
      {
        id: 'pass.settings',
        what: 'Set the policy of the Temporary Access Pass.',
        before: say(before),
        after: say(after),
        needs: changeNeeds.methods,
        risk: 'none',
        ready: group.known,
        request: { method: 'PATCH', path, body: { ...type, ...only(after, differ) } },
        undo: {
          what: 'Set the policy of the pass as it was.',
          risk: 'none',
          request: { method: 'PATCH', path, body: { ...type, ...only(before, differ) } },
        },
        policyId: null,
      },
    ],
    obstacles: [],
  };
};
