import type { Method, PasskeyConfiguration, PersonFacts } from '../directory/index.ts';
import { isOnPhone, type RegistrationWay } from '../../shared/index.ts';
import { methodKind } from './methods.ts';
import { authenticatorModels, letsIn, profilesOf, windowsModels } from './ways/passkeys.ts';

/** Why a new method does not count: it is the station's own, or of a kind, type or model that is not allowed. */
export type Rejection = 'of-the-station' | 'kind' | 'type' | 'model' | 'attestation';

/** Kept in a machine, so that whoever uses the machine next has it before them. */
const platformKinds: ReadonlySet<string> = new Set(['windowsHelloForBusiness', 'platformCredential']);

const isOneOf = (models: readonly string[], aaGuid: string | null): boolean =>
  aaGuid !== null && models.includes(aaGuid.toLowerCase());

interface Limits {
  readonly attested: boolean;
  readonly restrictions: PasskeyConfiguration['restrictions'];
}

const limitsOf = (
  passkeys: PasskeyConfiguration,
  who: Parameters<typeof profilesOf>[1],
): readonly Limits[] =>
  passkeys.profiles.length === 0
    ? [{ attested: passkeys.attestationEnforced, restrictions: passkeys.restrictions }]
    : profilesOf(passkeys, who)
        .filter(({ types }) => types.includes('deviceBound'))
        .map(({ attestation, restrictions }) => ({ attested: attestation !== 'disabled', restrictions }));

const groupsWith = (groupIds: PersonFacts['groupIds'], joined: string | null): readonly string[] => [
  ...(groupIds.known ? groupIds.value : []),
  ...(joined === null ? [] : [joined]),
];

const passkeyRejection = (
  method: Method,
  { person, groupIds, methodsPolicy }: PersonFacts,
  groupId: string | null,
): Rejection | null => {
  if (isOneOf(windowsModels, method.aaGuid)) return 'of-the-station';
  // The desk offers passkeys that stay in one device alone.
  if (method.passkeyType === 'synced') return 'type';
  const passkeys = methodsPolicy.known ? methodsPolicy.value.passkeys : null;
  if (passkeys === null) return 'kind';
  const limits = limitsOf(passkeys, { id: person.id, groupIds: groupsWith(groupIds, groupId) });
  if (limits.length === 0) return 'type';
  const allowed = limits.filter(({ restrictions }) => letsIn(restrictions, method.aaGuid ?? ''));
  if (allowed.length === 0) return 'model';
  const proven = method.attestationLevel === 'attested';
  return proven || allowed.some(({ attested }) => !attested) ? null : 'attestation';
};

/**
 * Why a method that somebody has just registered does not count, by the tenant's policy and what the desk offers; null:
 * it does. The tenant weighs it too; this is what the record can say. Pure.
 *
 * @param groupId the group that the person is in while they enroll
 */
export const rejectionOf = (method: Method, facts: PersonFacts, groupId: string | null): Rejection | null => {
  const kind = methodKind(method.type);
  if (platformKinds.has(kind)) return 'of-the-station';
  if (kind === 'microsoftAuthenticator') return null;
  return kind === 'fido2' ? passkeyRejection(method, facts, groupId) : 'kind';
};

/**
 * Whether a method came the way that was chosen. `beside`: Authenticator registers itself on the way to a passkey in
 * it. A passkey without a model could be anything. Pure.
 */
export const cameBy = (method: Method, way: RegistrationWay | null): 'this-way' | 'beside' | 'another' => {
  if (way === null) return 'another';
  const app = methodKind(method.type) === 'microsoftAuthenticator';
  if (app)
    return way === 'authenticator-on-phone' ? 'this-way' : way === 'passkey-on-phone' ? 'beside' : 'another';
  if (method.aaGuid === null) return 'this-way';
  return isOneOf(authenticatorModels, method.aaGuid) === isOnPhone(way) ? 'this-way' : 'another';
};
