import type {
  AccessPolicy,
  DescribedSignIn,
  Evaluated,
  Named,
  NamedLocation,
  PersonReading,
} from '../../directory/index.ts';
import {
  reasonFor,
  roleName,
  securityInfoApp,
  type AccessReason as Reason,
  type SignIn,
  type Subject,
} from '../../policy/index.ts';
import type { Holder } from '../people.ts';
import { walk, type Journey } from './journey.ts';
import { placesOf } from './places.ts';

/** Where and on what a person is taken to sign in. */
export interface Circumstances {
  /** The group of the scenario, which they are in from the pass on until it is revoked. */
  readonly group: Named;
  /** IP address of the first normal sign-in and, unless they enroll elsewhere, of the desk; null: not told. */
  readonly address: string | null;
  readonly platform: string | null;
  /** Whether the station, and what they sign in on later, is compliant. */
  readonly managed: boolean;
  /** Away from every trusted place at the first normal sign-in; of no account where an address is told. */
  readonly away: boolean;
  /** Of the first normal sign-in. */
  readonly app: string;
}

/** One policy that the two evaluations see differently, with the reason of each; `notSet`: it applies. */
export interface Difference {
  readonly stage: SignIn['stage'];
  readonly policy: string;
  readonly here: Reason;
  readonly graph: string;
}

/** What would happen to one named person. */
export interface PersonJourney extends Journey {
  readonly person: {
    readonly id: string;
    readonly userPrincipalName: string;
    /** False: no sign-in of theirs succeeds, whatever the policies say. */
    readonly enabled: boolean | null;
    readonly groups: readonly string[];
    readonly units: readonly string[];
    /** Active over the whole tenant: what Conditional Access looks at. */
    readonly roles: readonly string[];
    /** Held otherwise: eligible, or over a part of the tenant. */
    readonly otherRoles: readonly string[];
  };
  /** Watched only: they would apply, and judge nobody yet. */
  readonly reportOnly: readonly { readonly stage: SignIn['stage']; readonly policies: readonly string[] }[];
}

/** Conditional Access looks at built-in roles over the whole tenant that are active. Source: its page on users. */
const counts = ({ how, scope }: Holder): boolean => how === 'active' && scope === '/';

const subjectOf = ({ id, groups, guest }: PersonReading, holders: readonly Holder[]): Subject => ({
  userId: id,
  groupIds: groups.map((one) => one.id),
  roleIds: holders.filter((one) => one.id === id && counts(one)).map(({ roleId }) => roleId),
  guest,
});

const apps: Readonly<Record<SignIn['stage'], (own: string) => string>> = {
  'pass-sign-in': () => securityInfoApp,
  registration: () => securityInfoApp,
  'first-sign-in': (own) => own,
};

/** Everything about a person's way that is known beforehand. */
export interface PersonWay {
  readonly person: PersonReading;
  readonly holders: readonly Holder[];
  readonly locations: readonly NamedLocation[];
  readonly circumstances: Circumstances;
}

/** The three sign-ins, as the person stands now: without the scenario's group, unless they are in it already. */
const signInsOf = ({ person, holders, locations, circumstances }: PersonWay): readonly SignIn[] => {
  const { address, away, managed, platform, app } = circumstances;
  const who = subjectOf(person, holders);
  const at = (elsewhere: boolean): SignIn['place'] =>
    address === null ? (elsewhere ? 'elsewhere' : 'trusted') : placesOf(address, locations);
  const one = (stage: SignIn['stage'], more: Pick<SignIn, 'proof' | 'place'>): SignIn => ({
    stage,
    who,
    managed,
    platform,
    app: apps[stage](app),
    ...more,
  });
  return [
    one('pass-sign-in', { proof: 'pass', place: at(false) }),
    one('registration', { proof: 'pass', place: at(false) }),
    one('first-sign-in', { proof: 'passkey', place: at(away) }),
  ];
};

/** The same sign-ins with the scenario's group, which ends with the pass. */
const enrolling = (signIns: readonly SignIn[], groupId: string): readonly SignIn[] =>
  signIns.map((one) =>
    one.proof === 'pass' ? { ...one, who: { ...one.who, groupIds: [...one.who.groupIds, groupId] } } : one,
  );

const roleLine = ({ roleId, how, scope }: Holder): string =>
  `${roleName(roleId)} (${how}${scope === '/' ? '' : `, over ${scope}`})`;

/** Takes one person through the policies as they stand, with the scenario's group while the pass lives. */
export const walkPerson = (way: PersonWay, policies: readonly AccessPolicy[]): PersonJourney => {
  const { person, holders, circumstances } = way;
  const signIns = enrolling(signInsOf(way), circumstances.group.id);
  const mine = holders.filter(({ id }) => id === person.id);
  const watched = policies.filter(({ state }) => state === 'report-only');
  return {
    ...walk(person.userPrincipalName, signIns, policies),
    person: {
      id: person.id,
      userPrincipalName: person.userPrincipalName,
      enabled: person.enabled,
      groups: person.groups.map(({ displayName }) => displayName),
      units: person.units.map(({ displayName }) => displayName),
      roles: mine.filter(counts).map(({ roleId }) => roleName(roleId)),
      otherRoles: mine.filter((one) => !counts(one)).map(roleLine),
    },
    reportOnly: signIns.map((signIn) => ({
      stage: signIn.stage,
      policies: watched
        .filter((policy) => reasonFor(policy, signIn) === 'notSet')
        .map(({ displayName }) => displayName),
    })),
  };
};

/** What Graph has to be asked so that both evaluations answer the same: the person as they stand now. */
export const describedFor = (way: PersonWay): readonly DescribedSignIn[] =>
  signInsOf(way).map(({ stage, app, managed, platform }) => ({
    userId: way.person.id,
    target: stage === 'registration' ? stage : (app ?? ''),
    address: way.circumstances.address,
    platform,
    compliant: managed,
  }));

/** What nobody was told decides nothing either way. */
const untold = 'notEnoughInformation';

const silent = { applies: false, reason: 'not named' };

const differs = (here: Reason, graph: Pick<Evaluated, 'applies' | 'reason'>): boolean =>
  here !== untold && graph.reason !== untold && (here === 'notSet') !== graph.applies;

/**
 * Where Graph's own evaluation sees a policy otherwise than this one does, for the person as they stand now. A policy
 * that Graph says nothing of does not apply by its word.
 *
 * @param graph its answers, in the order of `describedFor`
 */
export const differencesIn = (
  way: PersonWay,
  policies: readonly AccessPolicy[],
  graph: readonly (readonly Evaluated[])[],
): readonly Difference[] =>
  signInsOf(way).flatMap((signIn, index) =>
    policies.flatMap((policy) => {
      const here = reasonFor(policy, signIn);
      const answer = graph[index]?.find(({ policyId }) => policyId === policy.id) ?? silent;
      return differs(here, answer)
        ? [{ stage: signIn.stage, policy: policy.displayName, here, graph: answer.reason }]
        : [];
    }),
  );
