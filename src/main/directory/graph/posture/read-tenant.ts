import type { CallContext } from '../../port.ts';
import type { AccessPolicy, TenantAsk, TenantReading } from '../../tenant-reading.ts';
import { createAsk, type Answers, type Question } from '../batch.ts';
import { expectAnswer, readLists } from '../lists.ts';
import type { Means } from '../means.ts';
import { createSend } from '../send.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import type { Gathered } from './gathered.ts';
import { listIn, maybeListIn } from './gathered.ts';
import { needs, partLater } from './needs.ts';
import { createReadAccess } from './read-access.ts';
import {
  applicationIn,
  emergencyIn,
  grantsIn,
  groupsIn,
  roleGroupIdsIn,
  roleGroupsIn,
  scopedUnitIdsIn,
  singlePartsIn,
  unitsIn,
} from './parts.ts';
import {
  excludedMembers,
  excludedName,
  excludedPage,
  membersOf,
  onePageOnly,
  ownersOf,
  peopleOf,
  questionsOf,
  resourceRoles,
  unitMember,
  type Questions,
} from './questions.ts';
import { locationAnswer, locationOf } from './schemas/access.ts';
import { appRoleAnswer } from './schemas/application.ts';
import { deskGroupAnswer, objectAnswer } from './schemas/directory-objects.ts';

/** Reads a whole tenant once. Throws `DirectoryError` only where nothing can be read, such as when it is offline. */
export type ReadTenant = (ask: TenantAsk, context: CallContext) => Promise<TenantReading>;

const conditionalAccess = '/identity/conditionalAccess';

const isLists = (questions: Questions, id: string): boolean =>
  ![
    questions.methods,
    questions.defaults,
    questions.application,
    questions.device,
    ...questions.emergency,
  ].some((one) => one?.id === id);

const namedUnitIdsIn = (items: readonly unknown[], names: readonly string[]): readonly string[] =>
  items.flatMap((item) => {
    const unit = objectAnswer.safeParse(item);
    return unit.success && names.includes(unit.data.displayName ?? '') ? [unit.data.id] : [];
  });

/** What the items of a page give rise to; each is asked for once. */
const createDiscover = (questions: Questions, unitNames: readonly string[]) => {
  const asked = new Set<string>();
  const fresh = (all: readonly Question[]): readonly Question[] =>
    all.filter(({ id }) => !asked.has(id) && asked.add(id));
  const groupIds = new Set(questions.groups.map(({ id }) => id));
  const follow = ({ id }: Question, items: readonly unknown[]): readonly Question[] => {
    if (id === questions.assigned.id || id === questions.eligible.id)
      return [...roleGroupIdsIn(items).map(peopleOf), ...scopedUnitIdsIn(items).map(unitMember)];
    if (id === questions.units.id) return namedUnitIdsIn(items, unitNames).map(unitMember);
    if (!groupIds.has(id)) return [];
    return items.flatMap((item) => {
      const group = deskGroupAnswer.safeParse(item);
      return group.success ? [membersOf(group.data.id), ownersOf(group.data.id)] : [];
    });
  };
  return (question: Question, items: readonly unknown[]) => fresh(follow(question, items));
};

const joinAnswers = (one: Answers, other: Answers): Answers => ({
  byId: new Map([...one.byId, ...other.byId]),
  trace: other.trace,
});

/** Names of application permissions stand with the service that has them; asked for only where some are granted. */
const withResources = async (from: Gathered, { ask }: Means): Promise<Gathered> => {
  const { appRoles, readerRoles } = from.questions;
  const lists = readerRoles === null ? [appRoles] : [appRoles, readerRoles];
  const assigned = await partLater(needs.application, () =>
    Promise.resolve(lists.flatMap((one) => maybeListIn(appRoleAnswer, one, from) ?? [])),
  );
  if (!assigned.known || assigned.value.length === 0) return from;
  const ids = [...new Set(assigned.value.map(({ resourceId }) => resourceId))];
  const answers = await ask(ids.map(resourceRoles), from.context);
  return { ...from, answers: joinAnswers(from.answers, answers) };
};

const gather = async (ask: TenantAsk, means: Means, context: CallContext): Promise<Gathered> => {
  const questions = questionsOf(ask);
  const all = Object.values(questions).flatMap((one): readonly Question[] =>
    one === null ? [] : 'id' in one ? [one] : one,
  );
  const answers = await means.ask(all, context);
  const lists = await readLists(
    all.filter(({ id }) => isLists(questions, id)),
    answers,
    {
      ask: means.ask,
      graphHost: means.graphHost,
      context,
      discover: createDiscover(questions, ask.unitNames),
      onePageOnly,
    },
  );
  return withResources({ ask, questions, answers, lists, context }, means);
};

const excludedIn = (policies: readonly AccessPolicy[]): readonly string[] => [
  ...new Set(policies.filter(({ state }) => state !== 'disabled').flatMap(({ groups }) => groups.exclude)),
];

/** Groups that policies leave out, enforced or watched: their names, and a page of who is in them. */
const readExcluded = async (groupIds: readonly string[], means: Means, context: CallContext) => {
  if (groupIds.length === 0) return [];
  const lists = groupIds.map(excludedMembers);
  const answers = await means.ask([...lists, ...groupIds.map(excludedName)], context);
  const read = await readLists(lists, answers, { ...means, context, discover: () => [], onePageOnly });
  return groupIds.flatMap((id) => {
    const from = { lists: read, answers, context };
    const members = maybeMembers(id, from);
    if (members === null) return [];
    const { displayName } = expectAnswer(objectAnswer, excludedName(id), from);
    const memberIds = members.map((one) => one.id);
    return [{ id, displayName: displayName ?? id, memberIds, more: memberIds.length === excludedPage }];
  });
};

/** A group that was deleted may still stand in a policy. */
const maybeMembers = (id: string, from: Pick<Gathered, 'lists' | 'answers' | 'context'>) =>
  from.answers.byId.get(excludedName(id).id)?.status === 404
    ? null
    : listIn(objectAnswer, excludedMembers(id), from);

/** Stand for places without naming any. */
const general = new Set(['All', 'AllTrusted']);

const namesPlaces = (policies: readonly AccessPolicy[]): boolean =>
  policies.some(
    ({ state, locations }) =>
      state !== 'disabled' &&
      locations !== null &&
      [...locations.include, ...locations.exclude].some((id) => !general.has(id)),
  );

type AccessReading = ReturnType<typeof createReadAccess>;

const readAccess = async (means: Means, reading: AccessReading, context: CallContext) => {
  const { readPaced } = reading;
  const access = await reading.readAccess(context, 0);
  const policies = access.known ? access.value : [];
  const readLocations = async () =>
    namesPlaces(policies)
      ? (await readPaced(locationAnswer, `${conditionalAccess}/namedLocations`, context)).map(locationOf)
      : [];
  const [locations, excludedGroups] = await Promise.all([
    access.known ? partLater(needs.access, readLocations) : Promise.resolve(access),
    partLater(needs.groups, () => readExcluded(excludedIn(policies), means, context)),
  ]);
  return { access, locations, excludedGroups };
};

/**
 * Makes the one pass over a tenant: a first `$batch` with everything that does not depend on another answer, then
 * what that reveals with the further pages, and beside both Conditional Access at the one request a second that it
 * allows.
 *
 * @param reading how Conditional Access is read, where others are to use what it was; its own when left out
 */
export const createReadTenant = (
  options: GraphDirectoryOptions,
  reading: AccessReading = createReadAccess(options),
): ReadTenant => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 });
  const means: Means = { graphHost, send, ask: createAsk(send, options) };
  return async (ask, context) => {
    const [from, access] = await Promise.all([
      gather(ask, means, context),
      readAccess(means, reading, context),
    ]);
    const grants = grantsIn(from);
    const held = grants.known ? grants.value : [];
    const roleGroupIds = held.filter((one) => one.principalKind === 'group').map((one) => one.principalId);
    const scoped = new Set(held.map(({ scope }) => scope.split('/').at(-1) ?? ''));
    return {
      at: from.answers.trace.serverTime,
      ...singlePartsIn(from),
      ...access,
      grants,
      roleGroups: grants.known ? roleGroupsIn(from, [...new Set(roleGroupIds)]) : grants,
      units: grants.known ? unitsIn(from, scoped) : grants,
      groups: groupsIn(from),
      emergency: emergencyIn(from),
      application: applicationIn(from),
    };
  };
};
