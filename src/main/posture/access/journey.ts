import type { AccessPolicy } from '../../directory/index.ts';
import {
  anybody,
  enforced,
  everyApp,
  guardsRegistration,
  modernClients,
  reaches,
  type Subject,
} from './applies.ts';

/** The journeys that are to be tried before a rollout. Source: CMMC guide, Conditional Access. */
export const journeyNames = ['new-hire', 'remote-worker', 'locked-out'] as const;
export type JourneyName = (typeof journeyNames)[number];

/** Something that Conditional Access is asked about: who does what, by what, from where. */
interface SignIn {
  readonly stage: 'pass-sign-in' | 'registration' | 'first-sign-in';
  readonly who: Subject;
  readonly proof: 'pass' | 'passkey';
  /** At a trusted location of the tenant. */
  readonly trusted: boolean;
  /** On a device that is compliant or hybrid joined. */
  readonly managed: boolean;
}

/** One policy on the way. */
export interface Met {
  readonly policy: string;
  readonly met: boolean;
  /** What it asks for, in Graph's words. */
  readonly asks: readonly string[];
}

export interface Stage {
  readonly stage: SignIn['stage'];
  readonly policies: readonly Met[];
  /** Whether every policy that applies is met. */
  readonly open: boolean;
}

export interface Journey {
  readonly name: JourneyName;
  readonly stages: readonly Stage[];
  /** The first stage that is shut; null: the person gets through. */
  readonly breaksAt: SignIn['stage'] | null;
}

const combinations = { pass: 'temporaryAccessPassOneTime', passkey: 'fido2' } as const;
const devices: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

/** Places that a policy names one by one count as trusted: they are the site's own. */
const appliesAt = ({ locations }: AccessPolicy, trusted: boolean): boolean => {
  if (locations === null) return true;
  if (!locations.include.includes('All')) return trusted;
  return !(trusted && locations.exclude.length > 0);
};

/** A sign-in without risk, in a browser, on a platform and a device that no policy singles out. */
const appliesTo = (policy: AccessPolicy, { stage, who, trusted }: SignIn): boolean =>
  (stage === 'registration' ? guardsRegistration(policy) : everyApp(policy)) &&
  reaches(policy, who) &&
  (modernClients(policy) || policy.clientApps.includes('browser')) &&
  policy.transferMethods.length === 0 &&
  policy.signInRisk.length === 0 &&
  policy.userRisk.length === 0 &&
  appliesAt(policy, trusted);

type Grant = NonNullable<AccessPolicy['grant']>;

/** Terms of use can be accepted; a password cannot be changed by whoever has none. */
const unmeetable: ReadonlySet<string> = new Set(['block', 'passwordChange', 'unknownFutureValue']);

const optionsOf = ({ controls, strength, others }: Grant, { proof, managed }: SignIn) => [
  ...controls.map((asks) => ({ asks, met: devices.has(asks) ? managed : !unmeetable.has(asks) })),
  ...(strength === null
    ? []
    : [{ asks: strength.displayName, met: strength.combinations.includes(combinations[proof]) }]),
  ...others.map((asks) => ({ asks, met: true })),
];

const meet = ({ displayName, grant }: AccessPolicy, signIn: SignIn): readonly Met[] => {
  if (grant === null) return [];
  const options = optionsOf(grant, signIn);
  const met = grant.all ? options.every((one) => one.met) : options.some((one) => one.met);
  return [{ policy: displayName, met: met || options.length === 0, asks: options.map(({ asks }) => asks) }];
};

/** Everybody comes to the desk for the pass; where they are later, and on what, is what tells them apart. */
const wayOf = (name: JourneyName, groupId: string): readonly SignIn[] => {
  const enrolling: Subject = { ...anybody, groupIds: [groupId] };
  // A locked-out person registers on the own phone; the others at the station itself.
  const atDesk = { who: enrolling, proof: 'pass', trusted: true, managed: name !== 'locked-out' } as const;
  const away = name === 'remote-worker';
  return [
    { stage: 'pass-sign-in', ...atDesk },
    { stage: 'registration', ...atDesk },
    { stage: 'first-sign-in', who: anybody, proof: 'passkey', trusted: !away, managed: !away },
  ];
};

/**
 * Walks somebody through Conditional Access as it stands: sign-in with the pass, registration, and the first normal
 * sign-in after the pass and the group are gone. Policies that single out a platform or a device are taken to apply.
 *
 * @param groupId the group of the person's scenario
 */
export const walkJourney = (
  name: JourneyName,
  groupId: string,
  policies: readonly AccessPolicy[],
): Journey => {
  const stages = wayOf(name, groupId).map((signIn): Stage => {
    const met = enforced(policies)
      .filter((policy) => appliesTo(policy, signIn))
      .flatMap((policy) => meet(policy, signIn));
    return { stage: signIn.stage, policies: met, open: met.every((one) => one.met) };
  });
  return { name, stages, breaksAt: stages.find(({ open }) => !open)?.stage ?? null };
};
