import { isOnPhone, type RegistrationWay } from '../../../shared/index.ts';
import type { AccessPolicy, PersonDomain, RoleHeld, Target } from '../../directory/index.ts';
import { policiesOn, type Judged } from '../access/meet.ts';
import { securityInfoApp } from '../access/sign-in.ts';
import { isStrong } from '../methods.ts';
import type { PolicyInput } from '../rule.ts';
import { closed, type Closed } from './closed.ts';
import { isNamed, type Registrant } from './scope.ts';

/** What stands before registering at all, whatever the method: sign-in with the pass, and the page for it. */

const activeRoles = (input: PolicyInput): readonly RoleHeld[] =>
  input.facts.roles.known
    ? input.facts.roles.value.filter(({ how, scope }) => how === 'active' && scope === '/')
    : [];

const codeOf = ({ lacks }: Judged) => {
  if (lacks.includes('block')) return 'registration-blocked' as const;
  return lacks.includes('proof')
    ? ('registration-needs-other' as const)
    : ('registration-needs-more' as const);
};

const isManaged = ({ facts: { station } }: PolicyInput): boolean =>
  station.known && (station.value?.compliant === true || station.value?.joinType === 'hybrid');

/**
 * Policies that the person meets neither when signing in with the pass nor on the page for registering. A phone is
 * nobody's managed device and in nobody's network.
 */
export const accessClosed = (
  policies: readonly AccessPolicy[],
  who: Registrant,
  { input, way }: { readonly input: PolicyInput; readonly way: RegistrationWay },
): readonly Closed[] => {
  const onPhone = isOnPhone(way);
  const signIn = {
    who: {
      userId: who.id,
      groupIds: who.groupIds,
      roleIds: activeRoles(input).map(({ roleId }) => roleId),
      guest: input.facts.person.guest,
    },
    proof: 'pass',
    place: !onPhone && input.config.ways.trustedNetwork ? 'trusted' : 'elsewhere',
    app: securityInfoApp,
    platform: null,
    managed: !onPhone && isManaged(input),
  } as const;
  const unmet = (['pass-sign-in', 'registration'] as const)
    .flatMap((stage) => policiesOn({ stage, ...signIn }, policies))
    .filter(({ met }) => !met);
  const byName = new Map(unmet.map((one) => [one.policy, one]));
  return [...byName.values()].map((one) => closed(codeOf(one), { policy: one.policy }));
};

/**
 * Whoever has to register at sign-in is led into a registration that knows no passkeys. Graph shows it only where a
 * method's targets ask for it; self-service password reset and ID Protection do it unseen, so the site says so.
 * Who has a method already is not led there. Source: Microsoft Entra, Temporary Access Pass, limitations.
 */
export const forcedClosed = (
  required: readonly Target[],
  who: Registrant,
  { config, facts }: PolicyInput,
): readonly Closed[] => {
  const forced = config.ways.forcedRegistration || required.some((one) => isNamed(one, who));
  return forced && !facts.methods.some(isStrong) ? [closed('forced-registration')] : [];
};

/**
 * A pass signs federated people in at Entra, unless their own provider alone may check the second factor, which
 * registering asks for. Source: Graph internalDomainFederation, federatedIdpMfaBehavior.
 */
export const domainClosed = ({ name, federated, mfa }: PersonDomain): readonly Closed[] =>
  federated && (mfa === 'own-alone' || mfa === 'unknown') ? [closed('federated', { domain: name })] : [];
