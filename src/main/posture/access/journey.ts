import type { AccessPolicy } from '../../directory/index.ts';
import { anybody, policiesOn, type Met, type SignIn, type Subject } from '../../policy/index.ts';

/** The journeys that are to be tried before a rollout. Source: CMMC guide, Conditional Access. */
export const journeyNames = ['new-hire', 'remote-worker', 'locked-out'] as const;
export type JourneyName = (typeof journeyNames)[number];

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
    const met = policiesOn(signIn, policies).map(({ policy, asks, met: isMet }) => ({
      policy,
      met: isMet,
      asks,
    }));
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
