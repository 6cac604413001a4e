import { isEffectiveMember } from './membership.ts';
import type { KeyRestrictions, PolicyTarget } from './policies.ts';
import type { Tenant } from './tenant.ts';

/** Whom a method is for, and whom it is not for. */
interface Reach {
  readonly includeTargets: readonly PolicyTarget[];
  readonly excludeTargets: readonly PolicyTarget[];
}

/** Whether a target names somebody. */
export const hits =
  (tenant: Tenant, userId: string) =>
  (target: PolicyTarget): boolean =>
    target.id === 'all_users' ||
    (target.targetType === 'user' ? target.id === userId : isEffectiveMember(tenant, userId, target.id));

/** Whether a method's policy reaches a person: included, and not excluded, which wins. */
export function isReached(tenant: Tenant, userId: string, reach: Reach): boolean {
  const hit = hits(tenant, userId);
  return reach.includeTargets.some(hit) && !reach.excludeTargets.some(hit);
}

/** What is known of a passkey that somebody wants to register. */
export interface OfferedPasskey {
  readonly aaGuid: string;
  readonly passkeyType: 'deviceBound' | 'synced';
  readonly attestationLevel: 'attested' | 'notAttested';
}

/** Whether somebody may set passkeys up at all: on, by themselves, and in reach. */
export function maySetPasskeysUp(tenant: Tenant, userId: string): boolean {
  const { fido2 } = tenant.policies;
  return (
    fido2.state === 'enabled' && fido2.isSelfServiceRegistrationAllowed && isReached(tenant, userId, fido2)
  );
}

const lets = ({ isEnforced, enforcementType, aaGuids }: KeyRestrictions, aaGuid: string): boolean =>
  !isEnforced || aaGuids.includes(aaGuid) === (enforcementType === 'allow');

/**
 * Whether the policy takes a passkey of a person. Where there are profiles, one that is allowed for the person has
 * to fit, and the settings beside them do not count (Entra: passkey profiles).
 */
export function acceptsPasskey(tenant: Tenant, userId: string, passkey: OfferedPasskey): boolean {
  const { fido2 } = tenant.policies;
  const proven = passkey.attestationLevel === 'attested';
  if (fido2.passkeyProfiles.length === 0) {
    return lets(fido2.keyRestrictions, passkey.aaGuid) && (proven || !fido2.isAttestationEnforced);
  }
  const mine = fido2.includeTargets.filter(hits(tenant, userId));
  const allowed = new Set(mine.flatMap((target) => target.allowedPasskeyProfiles));
  return fido2.passkeyProfiles.some(
    (profile) =>
      allowed.has(profile.id) &&
      profile.passkeyTypes.split(',').includes(passkey.passkeyType) &&
      lets(profile.keyRestrictions, passkey.aaGuid) &&
      (proven || profile.attestationEnforcement === 'disabled'),
  );
}

/**
 * Whether approving on the phone is a sign-in by itself: where the mode is `push` alone, the app only confirms a password
 * (Graph: authenticationMode of the Authenticator policy).
 */
export function maySignInByPhone(tenant: Tenant, userId: string): boolean {
  const { authenticator } = tenant.policies;
  const alone = authenticator.includeTargets.filter(({ authenticationMode: mode }) => mode !== 'push');
  return (
    authenticator.state === 'enabled' &&
    isReached(tenant, userId, { ...authenticator, includeTargets: alone })
  );
}

/** Whether somebody may set Authenticator up. */
export function maySetAuthenticatorUp(tenant: Tenant, userId: string): boolean {
  const { authenticator } = tenant.policies;
  return authenticator.state === 'enabled' && isReached(tenant, userId, authenticator);
}
