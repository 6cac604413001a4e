import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { createEvaluate, createReadPerson, type Named, type Part } from '../../directory/index.ts';
import {
  describedFor,
  differencesIn,
  holdersIn,
  walkPerson,
  type Difference,
  type PersonJourney,
  type PersonWay,
  type Reading,
} from '../../posture/index.ts';
import { FINE, FOUND, type ExitStatus, type Invocation } from '../command.ts';
import { wordsOf } from '../words.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { pictureOf } from './journey-picture.ts';
import { linesOf } from './journey-lines.ts';
import { readingAs, readPosture } from './read-posture.ts';

const scenarios = ['new-hire', 'lost-phone', 're-registration', 'privileged'] as const;
/** Source: Graph conditionalAccessDevicePlatform. */
const platforms = ['android', 'iOS', 'windows', 'macOS', 'linux'] as const;

/** What `doctor --user` is asked. */
interface Asked {
  readonly user: string;
  readonly scenario: (typeof scenarios)[number];
  readonly address: string | null;
  readonly platform: string | null;
  readonly away: boolean;
  readonly managed: boolean;
  readonly out: string | null;
}

const oneOf = <T extends string>(name: string, all: readonly T[], text: string | undefined): T | null => {
  if (text === undefined) return null;
  const found = all.find((one) => one === text);
  if (found === undefined)
    throw new UsageError(`--${name}: there is no ${text}; it is one of ${all.join(', ')}`);
  return found;
};

const askedIn = (args: readonly string[]): Asked => {
  const words = wordsOf(args, {
    user: { type: 'string' },
    scenario: { type: 'string' },
    address: { type: 'string' },
    platform: { type: 'string' },
    away: { type: 'boolean' },
    unmanaged: { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  });
  const { user = '', address = null, out = null } = words;
  if (user === '') throw new UsageError('--user needs the user name of somebody');
  if (address !== null && isIP(address) === 0)
    throw new UsageError(`--address: ${address} is no IP address, such as 192.0.2.10`);
  return {
    user,
    scenario: oneOf('scenario', scenarios, words.scenario) ?? 'new-hire',
    address,
    platform: oneOf('platform', platforms, words.platform),
    away: words.away === true,
    managed: words.unmanaged !== true,
    out,
  };
};

/** A part that this cannot do without. @throws UsageError naming what reading it takes */
const needed = <T>(what: string, part: Part<T>): T => {
  if (part.known) return part.value;
  const role = part.need.role === null ? '' : ` and the role ${part.need.role}`;
  throw new UsageError(`${what} cannot be read (${part.because}): it takes ${part.need.permission}${role}`);
};

const scenarioGroup = ({ config }: OpenTenant, scenario: Asked['scenario'], reading: Reading): Named => {
  const displayName = config.groups[scenario];
  const groups = needed('the groups of the desk', reading.tenant.groups);
  // A group that is missing has nobody in it, and no policy names it.
  return groups.find((one) => one.displayName === displayName) ?? { id: displayName, displayName };
};

const wayOf = async (asked: Asked, tenant: OpenTenant, reading: Reading): Promise<PersonWay> => {
  const readPerson = createReadPerson(graphOf(tenant, tenant.session));
  const person = needed(
    'people and their groups',
    await readPerson(asked.user, { correlationId: randomUUID() }),
  );
  if (person === null) throw new UsageError(`--user: this tenant has nobody called ${asked.user}`);
  const { address, platform, managed, away, scenario } = asked;
  return {
    person,
    holders: needed('who holds which role', holdersIn(reading)),
    locations: needed('named locations', reading.tenant.locations),
    circumstances: {
      group: scenarioGroup(tenant, scenario, reading),
      address,
      platform,
      managed,
      away,
      app: tenant.config.tenant.clientId,
    },
  };
};

/** What Graph's own evaluation adds: where it differs, or why it could not be asked. */
type Compared =
  | { readonly asked: true; readonly differences: readonly Difference[] }
  | { readonly asked: false; readonly because: string; readonly permission: string };

const comparedLines = (compared: Compared): readonly string[] => {
  if (!compared.asked)
    return [
      `  ??   Graph's own evaluation could not be asked (${compared.because}); it takes ${compared.permission}`,
    ];
  if (compared.differences.length === 0)
    return ["  ok   Graph's own evaluation says the same of the person as they stand now"];
  return compared.differences.map(
    ({ stage, policy, here, graph }) =>
      `  NO   ${stage}: ${policy}: here ${here}, Graph's own evaluation says ${graph}`,
  );
};

const listed = (label: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`  ${label} ${names.join(', ')}`];

const textOf = (journey: PersonJourney, group: string, compared: Compared): string => {
  const { enabled, groups, units, roles, otherRoles } = journey.person;
  return [
    ...linesOf(journey),
    ...journey.reportOnly.flatMap(({ stage, policies }) => listed(`report-only at ${stage}:`, policies)),
    ...comparedLines(compared),
    `  while the pass lives also in: ${group}`,
    ...(enabled === false ? ['  NO   the account is disabled: no sign-in succeeds'] : []),
    ...listed('groups:', groups),
    ...listed('units: ', units),
    ...listed('roles: ', roles),
    ...listed('roles that Conditional Access does not look at:', otherRoles),
    '',
  ].join('\n');
};

const compare = async (
  way: PersonWay,
  tenant: OpenTenant,
  policies: Parameters<typeof differencesIn>[1],
): Promise<Compared> => {
  const evaluate = createEvaluate(graphOf(tenant, tenant.session));
  const answered = await evaluate(describedFor(way), { correlationId: randomUUID() });
  return answered.known
    ? { asked: true, differences: differencesIn(way, policies, answered.value) }
    : { asked: false, because: answered.because, permission: answered.need.permission };
};

/**
 * `tapdesk doctor --user`: what Conditional Access would do to one person, by own evaluation and by Graph's.
 *
 * @throws UsageError where something that decides it cannot be read
 */
export const doctorPerson = async ({ args, json, output, openTenant }: Invocation): Promise<ExitStatus> => {
  const asked = askedIn(args);
  const tenant = await openTenant(readingAs);
  const { reading } = await readPosture(tenant);
  const policies = needed('Conditional Access', reading.tenant.access);
  const way = await wayOf(asked, tenant, reading);
  const journey = walkPerson(way, policies);
  const compared = await compare(way, tenant, policies);
  if (asked.out !== null)
    await writeFile(asked.out, pictureOf([journey], compared.asked ? compared.differences : []));
  const group = way.circumstances.group.displayName;
  output.out(
    json
      ? `${JSON.stringify({ journey, scenarioGroup: group, graph: compared }, null, 2)}\n`
      : textOf(journey, group, compared),
  );
  const differs = compared.asked && compared.differences.length > 0;
  const fine = journey.breaksAt === null && journey.person.enabled !== false && !differs;
  return fine ? FINE : FOUND;
};
