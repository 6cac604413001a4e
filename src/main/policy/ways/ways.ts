import type { OfferedWay, RegistrationWay } from '../../../shared/index.ts';
import type { MethodsPolicy, Part } from '../../directory/index.ts';
import { groupIdOf } from '../path.ts';
import type { PolicyInput } from '../rule.ts';
import { authenticatorClosed } from './authenticator.ts';
import { accessClosed, domainClosed, forcedClosed } from './before.ts';
import { bestFirst, closed, notKnown, type Closed } from './closed.ts';
import { passkeyClosed } from './passkeys.ts';
import type { Registrant } from './scope.ts';

/** With the group that the person is about to join: policies name it. */
const registrantOf = (input: PolicyInput, groupIds: readonly string[]): Registrant => {
  const joined = groupIdOf(input);
  return {
    id: input.facts.person.id,
    groupIds: [...groupIds, ...input.facts.memberOfGroupIds, ...(joined === null ? [] : [joined])],
  };
};

/** What a part says; a part that is not known closes. */
const told = <T>(part: Part<T>, look: (value: T) => readonly Closed[]): readonly Closed[] =>
  part.known ? look(part.value) : [notKnown(part.need)];

const isPasskey = (way: RegistrationWay): boolean => way !== 'authenticator-on-phone';

const byMethod = (way: RegistrationWay, policy: MethodsPolicy, { who, input }: Asked): readonly Closed[] => {
  if (!isPasskey(way))
    return authenticatorClosed(policy.authenticator, who, input.config.ways.passwordsInUse);
  return [
    ...passkeyClosed(policy.passkeys, who, way === 'passkey-on-phone' ? 'phone' : 'key'),
    ...(way === 'provisioned-key' ? [] : forcedClosed(policy.registrationRequired, who, input)),
  ];
};

interface Asked {
  readonly who: Registrant;
  readonly input: PolicyInput;
}

/** A key that is provisioned needs no sign-in of the person, so nothing that guards one stands before it. */
const beforeIt = (way: RegistrationWay, { who, input }: Asked): readonly Closed[] =>
  way === 'provisioned-key'
    ? []
    : [
        ...told(input.facts.access, (policies) => accessClosed(policies, who, { input, way })),
        ...told(input.facts.domain, domainClosed),
      ];

const byPerson = (way: RegistrationWay, { facts }: PolicyInput): readonly Closed[] =>
  facts.person.guest && isPasskey(way) ? [closed('guest')] : [];

/** Groups that were not all told could be named by any policy. */
const byGroups = ({ facts: { groupIds } }: PolicyInput): readonly Closed[] =>
  groupIds.known ? [] : [closed('not-known', { permission: 'GroupMember.Read.All' })];

const byDesk = (way: RegistrationWay, { stationWays, config }: PolicyInput): readonly Closed[] => {
  const here = stationWays.find((one) => one.way === way);
  if (here === undefined) return [closed('not-built-in')];
  if (here.closed !== null) return [here.closed];
  return config.ways.offered.includes(way) ? [] : [closed('not-allowed-here')];
};

/** Every reason that closes a way for this person here, the desk's own first. Pure. */
export const closedBy = (way: RegistrationWay, input: PolicyInput): readonly Closed[] => {
  const { facts } = input;
  const asked = { who: registrantOf(input, facts.groupIds.known ? facts.groupIds.value : []), input };
  return [
    ...byDesk(way, input),
    ...byPerson(way, input),
    ...told(facts.methodsPolicy, (policy) => byMethod(way, policy, asked)),
    ...byGroups(input),
    ...beforeIt(way, asked),
  ];
};

/** The ways to a durable method for this person here, best first; a closed one with the first reason against it. Pure. */
export const waysOf = (input: PolicyInput): readonly OfferedWay[] =>
  bestFirst.map((way) => ({ way, closed: closedBy(way, input)[0] ?? null }));
