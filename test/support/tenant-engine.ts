import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clock } from '../../src/main/app/clock.ts';
import type { Directory, OperatorFacts, Person } from '../../src/main/directory/index.ts';
import {
  createEnrollments,
  type Enrollment,
  type Enrollments,
  type EnrollmentsSetup,
} from '../../src/main/enrollment/index.ts';
import type { Journal } from '../../src/main/journal/index.ts';
import { badgeOnRecord } from './badge.ts';
import { deskJournalIn, openDeskJournal } from './desk-journal.ts';
import { silentLog } from './engine.ts';
import { directoryOf, newContext, signIn } from './operator.ts';
import { sitePolicy } from './site-policy.ts';
import type { SimulatedTenant } from './tenant.ts';
import { everyWay } from './ways.ts';

/** An engine on a simulated tenant: the real clock and Graph adapter, and a real journal in a folder of its own. */
export interface TenantEngine {
  readonly directory: Directory;
  readonly operator: OperatorFacts;
  readonly enrollments: Enrollments;
  readonly journal: Journal;
  readonly journalFile: string;
  /** Begins with whoever plays the part, found by the number on their badge. */
  readonly begin: (part: string) => Promise<Enrollment>;
  /** Another process opens the same journal; whoever ends this one closes its journal before. */
  readonly startAgain: () => Promise<TenantEngine>;
  /** Another operator at the same desk, on the same journal. */
  readonly operatedBy: (directory: Directory) => Promise<TenantEngine>;
  /** Closes the journal and removes its folder. */
  readonly close: () => void;
}

export type TenantEngineOptions = Partial<Pick<EnrollmentsSetup, 'settings' | 'stationWays' | 'log'>> & {
  /** By whose sign-in the tenant is asked; left out: whoever plays `operator` signs in. */
  readonly directory?: Directory;
  /** How the site's policy differs. */
  readonly policy?: Readonly<Record<string, unknown>>;
  /** Wraps the journal, such as to tell of what is written. */
  readonly journal?: (journal: Journal) => Journal;
};

/** Where an engine runs. */
interface Place {
  readonly tenant: SimulatedTenant;
  readonly folder: string;
  readonly journal: Journal;
}

type Engaged = TenantEngineOptions & { readonly directory: Directory };

const groupsOf = ({ facts }: SimulatedTenant): EnrollmentsSetup['groups'] => {
  const { onboarding = '', recovery = '', privilegedEmergency = '' } = facts.groups;
  return {
    'new-hire': onboarding,
    'lost-phone': recovery,
    're-registration': recovery,
    privileged: privilegedEmergency,
  };
};

const personBehind = async (tenant: SimulatedTenant, directory: Directory, part: string): Promise<Person> => {
  const { employeeId } = tenant.person(part);
  const [person] = await directory.findPeople({ by: 'employee-id', value: employeeId ?? '' }, newContext());
  if (person === undefined) throw new Error(`nobody has the number of ${part}`);
  return person;
};

const engineAt = async (place: Place, options: Engaged): Promise<TenantEngine> => {
  const { tenant, folder, journal } = place;
  const { directory, policy = {}, journal: wrapped = (own: Journal) => own, ...more } = options;
  const operator = (await directory.readOperator(newContext())).value;
  const enrollments = createEnrollments({
    stationWays: everyWay,
    directory,
    journal: wrapped(journal),
    policy: sitePolicy(String(tenant.facts['stationDeviceId']), policy),
    groups: groupsOf(tenant),
    clock,
    newId: () => randomUUID(),
    log: silentLog,
    ...more,
  });
  return {
    directory,
    operator,
    enrollments,
    journal,
    journalFile: deskJournalIn(folder),
    begin: async (part) => {
      const person = await personBehind(tenant, directory, part);
      return enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });
    },
    startAgain: () => engineAt({ ...place, journal: openDeskJournal(folder) }, options),
    operatedBy: (other) => engineAt(place, { ...options, directory: other }),
    close: () => {
      journal.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Opens an engine on a simulated tenant that somebody else has started and stops. */
export const openTenantEngine = async (
  tenant: SimulatedTenant,
  options: TenantEngineOptions = {},
): Promise<TenantEngine> => {
  const directory = options.directory ?? directoryOf(tenant, await signIn(tenant, 'operator'));
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-tenant-engine-'));
  return engineAt({ tenant, folder, journal: openDeskJournal(folder) }, { ...options, directory });
};

/**
 * The person signs in on their own phone with the pass and registers there.
 *
 * @returns the text of the pass
 * @throws Error when the tenant registers nothing
 */
export const registerOnPhone = async (
  tenant: SimulatedTenant,
  enrollment: Enrollment,
  register: 'authenticator' | 'passkey',
): Promise<string> => {
  const pass = enrollment.pass()?.unwrap() ?? '';
  const { userPrincipalName } = enrollment.view().person;
  const answer = await tenant.asAdmin('POST', '/simulator/phone', { userPrincipalName, pass, register });
  // Read in any case: an answer that nobody reads keeps its connection.
  const told = await answer.text();
  if (answer.status !== 200) throw new Error(`the phone registered nothing: ${answer.status} ${told}`);
  return pass;
};
