import type { AccessPolicy, DeskGroup } from '../../directory/index.ts';
import {
  anybody,
  atEverySignIn,
  blocks,
  enforced,
  everyApp,
  guardsRegistration,
  modernClients,
  reaches,
  type Subject,
  demandsDevice,
  demandsMfa,
  demandsStrength,
  resistsPhishing,
  shutsPassOut,
  takesPass,
} from '../../policy/index.ts';

type Policies = readonly AccessPolicy[];

/**
 * A member of each of the desk's groups. A missing group is a fault of its own and stands for nobody, unless all are
 * missing: then the policies have to hold for somebody in none.
 */
export const deskSubjects = (
  groups: readonly { readonly name: string; readonly found: readonly DeskGroup[] }[],
): readonly { readonly name: string; readonly who: Subject }[] => {
  const existing = groups.filter(({ found }) => found.length > 0);
  return (existing.length === 0 ? groups : existing).map(({ name, found }) => ({
    name,
    who: { ...anybody, groupIds: found.map(({ id }) => id) },
  }));
};

const blocksEverybody = (one: AccessPolicy): boolean =>
  blocks(one) && reaches(one, anybody) && everyApp(one) && atEverySignIn(one);

/** Source: facts about Conditional Access, checks 1 to 5. */
export const legacyBlocks = (policies: Policies): Policies =>
  enforced(policies).filter(
    (one) =>
      blocksEverybody(one) &&
      ['exchangeActiveSync', 'other'].every((client) => one.clientApps.includes(client)),
  );

export const deviceCodeBlocks = (policies: Policies): Policies =>
  enforced(policies).filter((one) => blocksEverybody(one) && one.transferMethods.includes('deviceCodeFlow'));

/** Applies to every use of every app: neither a flow nor a client narrows it. */
const always = (one: AccessPolicy): boolean =>
  everyApp(one) && atEverySignIn(one) && modernClients(one) && one.transferMethods.length === 0;

export const administratorGuards = (policies: Policies, roleId: string): Policies =>
  enforced(policies).filter(
    (one) =>
      reaches(one, { ...anybody, roleIds: [roleId] }) && always(one) && demandsStrength(one, resistsPhishing),
  );

export const registrationGuards = (policies: Policies, who: Subject): Policies =>
  enforced(policies).filter(
    (one) =>
      guardsRegistration(one) &&
      reaches(one, who) &&
      atEverySignIn(one) &&
      modernClients(one) &&
      demandsStrength(one, takesPass),
  );

export const passUserGuards = (policies: Policies, who: Subject): Policies =>
  enforced(policies).filter((one) => reaches(one, who) && always(one) && demandsMfa(one));

export const placeGuards = (policies: Policies, who: Subject): Policies =>
  enforced(policies).filter((one) => {
    if (!reaches(one, who) || !everyApp(one) || one.signInRisk.length > 0) return false;
    const outside = one.locations?.include.includes('All') === true && one.locations.exclude.length > 0;
    return outside ? blocks(one) : atEverySignIn(one) && demandsDevice(one);
  });

export const riskBlocks = (policies: Policies, who: Subject): Policies =>
  enforced(policies).filter(
    (one) => blocks(one) && reaches(one, who) && everyApp(one) && one.signInRisk.includes('high'),
  );

/** Policies that apply on the way to registering, and that a pass cannot meet. */
export const lockouts = (policies: Policies, who: Subject): Policies =>
  enforced(policies).filter(
    (one) =>
      reaches(one, who) &&
      (everyApp(one) || guardsRegistration(one)) &&
      modernClients(one) &&
      one.transferMethods.length === 0 &&
      one.locations === null &&
      one.signInRisk.length === 0 &&
      one.userRisk.length === 0 &&
      shutsPassOut(one),
  );

/** Policies in report-only that would do, were they enforced. */
export const reportOnlyTwins = (
  policies: Policies,
  would: (enabled: Policies) => boolean,
): readonly string[] =>
  policies
    .filter(({ state }) => state === 'report-only')
    .filter((one) => would([{ ...one, state: 'enabled' }]))
    .map(({ displayName }) => displayName);
