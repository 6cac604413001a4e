import type { AccessPolicy } from '../../directory/index.ts';
import { anybody, enforced, type Subject } from './applies.ts';
import { mayApply, type SignIn } from './sign-in.ts';

/** The journeys that are to be tried before a rollout. Source: CMMC guide, Conditional Access. */
export const journeyNames = ['new-hire', 'remote-worker', 'locked-out'] as const;
export type JourneyName = (typeof journeyNames)[number];

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
  /** Of one of the journeys, or whose it is. */
  readonly name: string;
  readonly stages: readonly Stage[];
  /** The first stage that is shut; null: the person gets through. */
  readonly breaksAt: SignIn['stage'] | null;
}

const combinations = { pass: 'temporaryAccessPassOneTime', passkey: 'fido2' } as const;
const devices: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

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
  const anywhere = { app: null, platform: null } as const;
  // A locked-out person registers on the own phone; the others at the station itself.
  const managed = name !== 'locked-out';
  const atDesk = { ...anywhere, who: enrolling, proof: 'pass', place: 'trusted', managed } as const;
  const away = name === 'remote-worker';
  return [
    { stage: 'pass-sign-in', ...atDesk },
    { stage: 'registration', ...atDesk },
    {
      ...anywhere,
      stage: 'first-sign-in',
      who: anybody,
      proof: 'passkey',
      place: away ? 'elsewhere' : 'trusted',
      managed: !away,
    },
  ];
};

/** Takes sign-ins one after the other through the policies that are enforced. */
export const walk = (
  name: string,
  signIns: readonly SignIn[],
  policies: readonly AccessPolicy[],
): Journey => {
  const stages = signIns.map((signIn): Stage => {
    const met = enforced(policies)
      .filter((policy) => mayApply(policy, signIn))
      .flatMap((policy) => meet(policy, signIn));
    return { stage: signIn.stage, policies: met, open: met.every((one) => one.met) };
  });
  return { name, stages, breaksAt: stages.find(({ open }) => !open)?.stage ?? null };
};

/**
 * Walks somebody of a kind through Conditional Access as it stands: sign-in with the pass, registration, and the
 * first normal sign-in after the pass and the group are gone. Policies that single out a platform or a device are
 * taken to apply.
 *
 * @param groupId the group of the person's scenario
 */
export const walkJourney = (name: JourneyName, groupId: string, policies: readonly AccessPolicy[]): Journey =>
  walk(name, wayOf(name, groupId), policies);
