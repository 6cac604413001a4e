import { noteJoin } from '../joins.ts';
import type { Tenant } from '../tenant.ts';
import { account, authenticator, conditions, fido2, group, objectOf, pass, person } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

const everyone = { id: 'all_users', targetType: 'group', isRegistrationRequired: false } as const;

function emergencyAccountInPassGroup(tenant: Tenant): void {
  const [groupId, userId] = [group('TAP-Recovery-Users'), person('break-glass')];
  tenant.groups.get(groupId)?.members.set(userId, 0);
  noteJoin(tenant, { userId, groupId, hoursAgo: 1 });
}

/** Faults of emergency accounts. */
export const emergencyVariants: readonly Variant[] = [
  {
    fault: 'emergency.usable',
    about: 'an emergency account is disabled',
    apply: account('break-glass', { accountEnabled: false }),
  },
  {
    fault: 'emergency.cloud-only',
    about: 'an emergency account comes from the company directory',
    apply: account('break-glass', { onPremisesSyncEnabled: true }),
  },
  {
    fault: 'emergency.excluded',
    about: 'the policy for registration does not leave emergency accounts out',
    apply: conditions('Registration of security information', ({ users }) => ({
      users: { ...objectOf(users), excludeGroups: [] },
    })),
  },
  {
    fault: 'emergency.pass-scope',
    about: 'an emergency account is in a group of passes',
    apply: emergencyAccountInPassGroup,
  },
].map(variantOf);

/** Faults of the Temporary Access Pass method. */
export const passVariants: readonly Variant[] = [
  { fault: 'pass.enabled', about: 'the method is off', apply: pass({ state: 'disabled' }) },
  {
    fault: 'pass.selected-groups',
    about: 'everybody may be given a pass',
    // Everybody: emergency accounts too.
    follows: ['emergency.pass-scope'],
    apply: pass({ includeTargets: [everyone] }),
  },
  {
    fault: 'pass.exclusions',
    about: 'a group of the desk is excluded',
    apply: pass({ excludeTargets: [{ id: group('TAP-Recovery-Users'), targetType: 'group' }] }),
  },
  { fault: 'pass.one-time', about: 'passes may be used again', apply: pass({ isUsableOnce: false }) },
  {
    fault: 'pass.lifetimes',
    about: 'the longest lifetime is shorter than what the desk asks for',
    apply: pass({
      minimumLifetimeInMinutes: 10,
      maximumLifetimeInMinutes: 20,
      defaultLifetimeInMinutes: 20,
    }),
  },
  {
    fault: 'pass.lifetimes',
    name: 'pass-lifetimes-long',
    about: 'lifetimes of days are allowed',
    apply: pass({ maximumLifetimeInMinutes: 43_200 }),
  },
  { fault: 'pass.length', about: 'passes are short', apply: pass({ defaultLength: 8 }) },
].map(variantOf);

/** Faults of what people register. */
export const methodVariants: readonly Variant[] = [
  {
    fault: 'methods.fido2',
    about: 'nobody may set a passkey up',
    apply: fido2(() => ({ isSelfServiceRegistrationAllowed: false })),
  },
  {
    fault: 'methods.passkey-profiles',
    about: 'only synced passkeys are allowed',
    apply: fido2(({ passkeyProfiles }) => ({
      passkeyProfiles: passkeyProfiles.map((one) => ({ ...one, passkeyTypes: 'synced' })),
    })),
  },
  {
    fault: 'methods.authenticator',
    about: 'Authenticator is for approving passwords alone',
    apply: authenticator(({ includeTargets }) => ({
      includeTargets: includeTargets.map((one) => ({ ...one, authenticationMode: 'push' as const })),
    })),
  },
].map(variantOf);
