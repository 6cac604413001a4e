import type {
  AuthenticatorConfiguration,
  KeyRestrictions,
  PasskeyConfiguration,
  Target,
} from '../../directory/index.ts';
import { everybody, inScope } from '../scope.ts';
import { byHand, joined, unread, type Plan, type PlanInput } from './change.ts';
import { groupIdsOf } from './groups.ts';
import { settingsChange } from './settings-change.ts';

const root = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

interface MethodTarget {
  readonly id: string;
  readonly targetType: 'user' | 'group';
}

const targetOf = ({ id, kind }: Target): MethodTarget => ({
  id,
  targetType: kind === 'user' ? 'user' : 'group',
});

interface Scoped {
  readonly include: readonly Target[];
  readonly exclude: readonly Target[];
}

/** Groups of the desk whom a method does not reach, though nothing leaves them out. */
const notIncluded = (scope: Scoped, groupIds: readonly string[]): readonly string[] =>
  groupIds.filter((id) => !inScope({ include: scope.include, exclude: [] }, null, [id]));

/** Targets that are left out, without the groups of the desk. */
const withoutDesk = (scope: Scoped, groupIds: readonly string[]): readonly MethodTarget[] =>
  scope.exclude.filter(({ id }) => id !== everybody && !groupIds.includes(id)).map(targetOf);

/** Restrictions that let the desk's models in, beside whatever they let in already. */
const opened = (restrictions: KeyRestrictions, models: readonly string[]): KeyRestrictions => {
  const { enforced, kind, aaGuids } = restrictions;
  if (!enforced) return restrictions;
  if (kind === 'block') return { ...restrictions, aaGuids: aaGuids.filter((id) => !models.includes(id)) };
  return { ...restrictions, aaGuids: [...aaGuids, ...models.filter((id) => !aaGuids.includes(id))] };
};

const restrictionsBody = ({ enforced, kind, aaGuids }: KeyRestrictions) => ({
  isEnforced: enforced,
  enforcementType: kind === 'block' ? 'block' : 'allow',
  aaGuids,
});

const profileBody = (one: PasskeyConfiguration['profiles'][number]) => ({
  id: one.id,
  name: one.name,
  passkeyTypes: one.types.join(','),
  attestationEnforcement: one.attestation,
  keyRestrictions: restrictionsBody(one.restrictions),
});

/** The profiles that people of the desk may use: those of their targets, or the first there is. */
const usedProfiles = (passkeys: PasskeyConfiguration, groupIds: readonly string[]): ReadonlySet<string> => {
  const mine = passkeys.include.filter(({ id }) => id === everybody || groupIds.includes(id));
  const named = mine.flatMap(({ id }) => passkeys.profilesOf[id] ?? []);
  const [first] = passkeys.profiles;
  return new Set(named.length > 0 || first === undefined ? named : [first.id]);
};

/** A key that the desk hands out is bound to a device; a profile that has the types in another order stays. */
const openedProfile = (
  one: PasskeyConfiguration['profiles'][number],
  models: readonly string[],
): PasskeyConfiguration['profiles'][number] => ({
  ...one,
  types: one.types.includes('deviceBound') ? one.types : ['deviceBound', ...one.types],
  restrictions: opened(one.restrictions, models),
});

/** An enforced list that lets nothing in says nothing of which models the site wants. */
const letsNothingIn = (restrictions: KeyRestrictions, models: readonly string[]): boolean =>
  models.length === 0 &&
  restrictions.enforced &&
  restrictions.kind === 'allow' &&
  restrictions.aaGuids.length === 0;

const planModels = (passkeys: PasskeyConfiguration, input: PlanInput, ids: readonly string[]): Plan => {
  const models = input.settings.keyModels;
  const used = usedProfiles(passkeys, ids);
  const profiles = passkeys.profiles;
  const mine = profiles.filter(({ id }) => used.has(id));
  const all = profiles.length === 0 ? [passkeys.restrictions] : mine.map((one) => one.restrictions);
  if (all.some((one) => letsNothingIn(one, models)))
    return byHand('passkeys: a list lets no model in; name the models in posture.keyModels');
  const what = 'Let the passkeys that the desk offers in.';
  const common = {
    what,
    path: `${root}/Fido2`,
    type: '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    risk: 'lowers-protection',
    ready: true,
  } as const;
  if (profiles.length === 0)
    return settingsChange({
      ...common,
      id: 'methods.passkeys.models',
      before: { keyRestrictions: restrictionsBody(passkeys.restrictions) },
      after: { keyRestrictions: restrictionsBody(opened(passkeys.restrictions, models)) },
    });
  // One that fits is enough, so nothing is opened where one does.
  const fitting = mine.some((one) => JSON.stringify(openedProfile(one, models)) === JSON.stringify(one));
  const [first] = mine;
  return settingsChange({
    ...common,
    id: 'methods.passkeys.profiles',
    before: { passkeyProfiles: profiles.map(profileBody) },
    after: {
      passkeyProfiles: profiles.map((one) =>
        profileBody(!fitting && one.id === first?.id ? openedProfile(one, models) : one),
      ),
    },
  });
};

/** Passkeys: on, set up by people themselves, for everybody who is enrolled. Source: Zero trust guide 3.1, 4.3. */
const planPasskeys = (passkeys: PasskeyConfiguration, input: PlanInput): Plan => {
  const group = groupIdsOf(input, input.settings.groups.names);
  const missing = notIncluded(passkeys, group.ids);
  const profiles = [...usedProfiles(passkeys, group.ids)];
  const include = (ids: readonly string[]) => [
    ...passkeys.include.map((one) => ({
      ...targetOf(one),
      allowedPasskeyProfiles: passkeys.profilesOf[one.id] ?? [],
    })),
    ...ids.map((id) => ({ id, targetType: 'group', allowedPasskeyProfiles: profiles })),
  ];
  const basics = settingsChange({
    id: 'methods.passkeys',
    what: 'Let everybody who is enrolled set a passkey up.',
    path: `${root}/Fido2`,
    type: '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    before: {
      state: passkeys.enabled ? 'enabled' : 'disabled',
      isSelfServiceRegistrationAllowed: passkeys.selfService,
      includeTargets: include([]),
      excludeTargets: passkeys.exclude.map(targetOf),
    },
    after: {
      state: 'enabled',
      isSelfServiceRegistrationAllowed: true,
      includeTargets: include(missing),
      excludeTargets: withoutDesk(passkeys, group.ids),
    },
    risk: 'none',
    ready: group.known || missing.length === 0,
  });
  return joined([basics, planModels(passkeys, input, group.ids)]);
};

/** Authenticator: on, for more than approving passwords. Source: Zero trust guide 7. */
const planAuthenticator = (app: AuthenticatorConfiguration, input: PlanInput): Plan => {
  const group = groupIdsOf(input, input.settings.groups.names);
  const missing = notIncluded(app, group.ids);
  const modeOf = (id: string): string => app.modeOf[id] ?? 'any';
  const reaches = (id: string): boolean => id === everybody || group.ids.includes(id);
  const include = (ids: readonly string[], widened: boolean) => [
    ...app.include.map((one) => ({
      ...targetOf(one),
      authenticationMode: widened && reaches(one.id) && modeOf(one.id) === 'push' ? 'any' : modeOf(one.id),
    })),
    ...ids.map((id) => ({ id, targetType: 'group', authenticationMode: 'any' })),
  ];
  return settingsChange({
    id: 'methods.authenticator',
    what: 'Let everybody who is enrolled set Microsoft Authenticator up, for more than approving passwords.',
    path: `${root}/MicrosoftAuthenticator`,
    type: '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
    before: {
      state: app.enabled ? 'enabled' : 'disabled',
      includeTargets: include([], false),
      excludeTargets: app.exclude.map(targetOf),
    },
    after: {
      state: 'enabled',
      includeTargets: include(missing, true),
      excludeTargets: withoutDesk(app, group.ids),
    },
    risk: 'none',
    ready: group.known || missing.length === 0,
  });
};

/** What people register, as far as the desk offers it. */
export const planRegisteringMethods = (input: PlanInput): Plan => {
  const { methods, groups } = input.tenant;
  if (!methods.known) return unread('what people may register', methods);
  if (!groups.known) return unread('groups of the desk', groups);
  const { passkeys, authenticator } = methods.value;
  return joined([
    passkeys === null ? byHand('this tenant has no passkeys (Fido2)') : planPasskeys(passkeys, input),
    authenticator === null
      ? byHand('this tenant has no Microsoft Authenticator')
      : planAuthenticator(authenticator, input),
  ]);
};
