// A station without screens, as a process of its own, so that it can be killed: the real engine, journal and Graph
// adapter. It takes its plan on standard input and says on standard output what came of it, each as a line of JSON.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { clock } from '../../src/main/app/clock.ts';
import {
  createGraphDirectory,
  createReadAccess,
  type Directory,
  type OperatorFacts,
  type Person,
} from '../../src/main/directory/index.ts';
import { createEnrollments, type Enrollments } from '../../src/main/enrollment/index.ts';
import { JournalError, type Journal } from '../../src/main/journal/index.ts';
import { createLogger } from '../../src/main/log/index.ts';
import { openDeskJournal } from '../support/desk-journal.ts';
import { sitePolicy } from '../support/site-policy.ts';
import { fetchTrusting, type Fetch } from '../support/tenant.ts';
import { makeKey } from '../integration/simulator/authenticator.ts';
import { decideAgain, playWhole, type Hands, type Playing } from './play.ts';
import { planSchema, type Plan, type Played } from './plan.ts';
import { createPoints, type Points } from './points.ts';
import { everyWay } from '../support/ways.ts';

interface Station {
  readonly plan: Plan;
  readonly journal: Journal;
  readonly directory: Directory;
  readonly enrollments: Enrollments;
  readonly points: Points;
  /** Goes past the points. */
  readonly fetch: Fetch;
}

const say = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
const newId = (): string => randomUUID();

const openStation = (plan: Plan): Station => {
  const points = createPoints(plan);
  const { fetch } = fetchTrusting(plan.tenant.ca);
  const journal = openDeskJournal(plan.folder);
  const log = createLogger();
  const options = {
    graphHost: plan.tenant.graph,
    fetch: points.fetch(fetch),
    accessToken: () => Promise.resolve(plan.accessToken),
    clock,
    random: Math.random,
    sleep: clock.sleep,
  };
  const { readAccess } = createReadAccess(options);
  const directory = createGraphDirectory({
    ...options,
    access: { read: readAccess, maximumAgeMs: Infinity },
  });
  const { onboarding, recovery, privileged } = plan.tenant.groups;
  const enrollments = createEnrollments({
    stationWays: everyWay,
    directory,
    journal: points.journal(journal),
    policy: sitePolicy(plan.tenant.stationDeviceId, {
      // The same people come again and again, each time to a station that has never seen them.
      repeats: { passes: 100, tenantAudit: false },
      privileged: { allowed: true, restrictedBy: 'Privileged people' },
    }),
    groups: {
      'new-hire': onboarding,
      'lost-phone': recovery,
      're-registration': recovery,
      privileged,
    },
    // The tenant is asked without propagation delay: waiting longer would show nothing more.
    settings: { absenceWaitsMs: [20, 40], undoWaitsMs: [50, 100], onItsWayMs: 20 },
    clock,
    newId,
    log,
  });
  return { plan, journal, directory, enrollments, points, fetch };
};

/** The second person, read with their own session, past the points. */
const approverOf = async ({ tenant, approverToken }: Plan): Promise<OperatorFacts | null> => {
  if (approverToken === null) return null;
  const directory = createGraphDirectory({
    graphHost: tenant.graph,
    fetch: fetchTrusting(tenant.ca).fetch,
    accessToken: () => Promise.resolve(approverToken),
    clock,
    random: Math.random,
    sleep: clock.sleep,
  });
  return (await directory.readOperator({ correlationId: newId() })).value;
};

const playingOf = async ({ plan, directory, enrollments }: Station): Promise<Playing> => {
  const [person] = await directory.findPeople(
    { by: 'employee-id', value: plan.employeeId },
    { correlationId: newId() },
  );
  if (person === undefined) throw new Error(`nobody has the number ${plan.employeeId}`);
  const operator = (await directory.readOperator({ correlationId: newId() })).value;
  return { enrollments, operator, person, scenario: plan.scenario, approver: await approverOf(plan) };
};

/** The enrollee's own phone: the pass goes to the tenant alone, as a person types it there. */
const registerOnPhone = async ({ plan, fetch }: Station, user: string, pass: string): Promise<void> => {
  const response = await fetch(`${plan.tenant.graph}/simulator/phone`, {
    method: 'POST',
    headers: { authorization: `Bearer ${plan.tenant.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ userPrincipalName: user, pass, register: 'authenticator' }),
  });
  if (!response.ok)
    throw new Error(`the phone registered nothing: ${response.status} ${await response.text()}`);
};

const handsOf = (station: Station, person: Person): Hands => ({
  onPhone: (pass) => registerOnPhone(station, person.userPrincipalName, pass),
  makeKey: async () => {
    const { challenge, rp } = await station.directory.readKeyOptions(person.id, { correlationId: newId() });
    return makeKey({ challenge, origin: `https://${rp.id}` });
  },
});

const play = async (station: Station): Promise<Played> => {
  const playing = await playingOf(station);
  const points = station.points.passed();
  station.points.begin();
  try {
    const { enrollment, places } = await playWhole(playing, handsOf(station, playing.person));
    const { why } = enrollment.view();
    return { points: [...points], ending: await enrollment.ended, why, places: [...places] };
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    return { points: [...points], ending: null, why: error.code, places: [] };
  }
};

const main = async (): Promise<void> => {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const first = await lines.next();
  const station = openStation(planSchema.parse(JSON.parse(String(first.value))));
  if (station.plan.mode === 'play') {
    say(await play(station));
  } else {
    const recovered = await station.enrollments.recover();
    say({ recovered, open: station.journal.openEnrollments() });
    // The other side looks at the tenant first, and gives the person back what was registered at the beginning.
    await lines.next();
    say(await decideAgain(await playingOf(station)));
  }
  station.journal.close();
};

await main();
process.exit(0);
