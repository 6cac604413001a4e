import { z } from 'zod';
import type {
  AuthenticatorConfiguration,
  KeyRestrictions,
  MethodsPolicy,
  PassConfiguration,
  PasskeyConfiguration,
  Target,
} from '../../../tenant-reading.ts';

const target = z.looseObject({ id: z.string(), targetType: z.string().nullish() });
const common = {
  state: z.string(),
  includeTargets: z.array(target).nullish(),
  excludeTargets: z.array(target).nullish(),
};

const restrictions = z.object({
  isEnforced: z.boolean().nullish(),
  enforcementType: z.string().nullish(),
  aaGuids: z.array(z.string()).nullish(),
});

const pass = z.object({
  ...common,
  defaultLifetimeInMinutes: z.int(),
  minimumLifetimeInMinutes: z.int(),
  maximumLifetimeInMinutes: z.int(),
  defaultLength: z.int(),
  isUsableOnce: z.boolean(),
});

const passkeys = z.object({
  ...common,
  includeTargets: z.array(target.extend({ allowedPasskeyProfiles: z.array(z.string()).nullish() })).nullish(),
  isSelfServiceRegistrationAllowed: z.boolean().nullish(),
  isAttestationEnforced: z.boolean().nullish(),
  keyRestrictions: restrictions.nullish(),
  passkeyProfiles: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().nullish(),
        passkeyTypes: z.string().nullish(),
        attestationEnforcement: z.string().nullish(),
        keyRestrictions: restrictions.nullish(),
      }),
    )
    .nullish(),
});

const authenticator = z.object({
  ...common,
  includeTargets: z.array(target.extend({ authenticationMode: z.string().nullish() })).nullish(),
});

/** Source: Graph authenticationMethodsPolicy; each configuration is parsed by what its id says it is. */
export const methodsPolicyAnswer = z.object({
  authenticationMethodConfigurations: z.array(z.looseObject({ id: z.string() })),
});

const targetOf = (one: z.infer<typeof target>): Target => ({
  id: one.id,
  kind: one.targetType === 'user' || one.targetType === 'group' ? one.targetType : 'unknown',
});

const commonOf = (one: {
  readonly state: string;
  readonly includeTargets?: readonly z.infer<typeof target>[] | null | undefined;
  readonly excludeTargets?: readonly z.infer<typeof target>[] | null | undefined;
}) => ({
  enabled: one.state === 'enabled',
  include: (one.includeTargets ?? []).map(targetOf),
  exclude: (one.excludeTargets ?? []).map(targetOf),
});

const restrictionsOf = (one: z.infer<typeof restrictions> | null | undefined): KeyRestrictions => ({
  enforced: one?.isEnforced === true,
  kind:
    one?.enforcementType === 'allow' || one?.enforcementType === 'block' ? one.enforcementType : 'unknown',
  aaGuids: one?.aaGuids ?? [],
});

/** Graph writes flags in one string, joined by commas. */
export const flags = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));

const passOf = (value: unknown): PassConfiguration => {
  const one = pass.parse(value);
  return {
    ...commonOf(one),
    defaultLifetimeMinutes: one.defaultLifetimeInMinutes,
    minimumLifetimeMinutes: one.minimumLifetimeInMinutes,
    maximumLifetimeMinutes: one.maximumLifetimeInMinutes,
    length: one.defaultLength,
    usableOnceOnly: one.isUsableOnce,
  };
};

const passkeysOf = (value: unknown): PasskeyConfiguration => {
  const one = passkeys.parse(value);
  return {
    ...commonOf(one),
    selfService: one.isSelfServiceRegistrationAllowed === true,
    attestationEnforced: one.isAttestationEnforced === true,
    restrictions: restrictionsOf(one.keyRestrictions),
    profiles: (one.passkeyProfiles ?? []).map((profile) => ({
      id: profile.id,
      name: profile.name ?? profile.id,
      types: flags(profile.passkeyTypes),
      attestation: profile.attestationEnforcement ?? 'disabled',
      restrictions: restrictionsOf(profile.keyRestrictions),
    })),
    profilesOf: Object.fromEntries(
      (one.includeTargets ?? []).map(({ id, allowedPasskeyProfiles }) => [id, allowedPasskeyProfiles ?? []]),
    ),
  };
};

const authenticatorOf = (value: unknown): AuthenticatorConfiguration => {
  const one = authenticator.parse(value);
  return {
    ...commonOf(one),
    modeOf: Object.fromEntries(
      (one.includeTargets ?? []).map(({ id, authenticationMode }) => [id, authenticationMode ?? 'any']),
    ),
  };
};

const requiring = z.object({
  state: z.string(),
  includeTargets: z.array(target.extend({ isRegistrationRequired: z.boolean().nullish() })).nullish(),
});

/** Source: Graph authenticationMethodTarget, isRegistrationRequired. Kinds without targets say nothing of it. */
const requiredIn = (value: unknown): readonly Target[] => {
  const one = requiring.safeParse(value);
  if (!one.success || one.data.state !== 'enabled') return [];
  return (one.data.includeTargets ?? []).filter((each) => each.isRegistrationRequired === true).map(targetOf);
};

/**
 * A policy as it would be read, from Graph's own text.
 *
 * @throws ZodError when it is not as Graph documents it
 */
export const methodsPolicyFrom = (body: unknown): MethodsPolicy =>
  methodsPolicyOf(methodsPolicyAnswer.parse(body));

/**
 * The methods that the desk hands out or lets people register.
 *
 * @throws ZodError when a configuration is not as Graph documents it
 */
export const methodsPolicyOf = (answer: z.infer<typeof methodsPolicyAnswer>): MethodsPolicy => {
  const named = <T>(id: string, read: (value: unknown) => T): T | null => {
    const found = answer.authenticationMethodConfigurations.find((one) => one.id.toLowerCase() === id);
    return found === undefined ? null : read(found);
  };
  return {
    registrationRequired: answer.authenticationMethodConfigurations.flatMap(requiredIn),
    pass: named('temporaryaccesspass', passOf),
    passkeys: named('fido2', passkeysOf),
    authenticator: named('microsoftauthenticator', authenticatorOf),
  };
};
