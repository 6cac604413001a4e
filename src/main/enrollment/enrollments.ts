import type { OfferedWay, Scenario } from '../../shared/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import type { PolicyConfig } from '../policy/index.ts';
import { badgeData } from './badge-data.ts';
import type { Given } from './context.ts';
import { askedOfFleet, earlierPasses, passHistory, today } from './history.ts';
import type { Leases } from './lease.ts';
import type { EnrollmentClock } from './ports.ts';
import type { Enrollments } from './port.ts';
import { createRecorder } from './recorder.ts';
import { recoverAll } from './recover.ts';
import { createRetestProving } from './retest-proof.ts';
import { run } from './runner.ts';
import { defaultSettings, type EnrollmentSettings } from './settings.ts';

/** What enrollments are made with. */
export interface EnrollmentsSetup {
  /** Acts as the signed-in operator. */
  readonly directory: Directory;
  readonly journal: Journal;
  readonly policy: PolicyConfig;
  /** Ids of the scenarios' groups, and of the one for privileged people. */
  readonly groups: Readonly<Record<Scenario | 'privileged', string>>;
  /** One enrollment a person across the fleet; left out where there is one desk. */
  readonly leases?: Leases;
  /** What the station can do, of the ways to register. */
  readonly stationWays: readonly OfferedWay[];
  /** Everything left out has its default. */
  readonly settings?: Partial<EnrollmentSettings>;
  /** The desk's application, to which the test sign-in goes; left out: the log is searched for any. */
  readonly appId?: string;
  readonly clock: EnrollmentClock;
  /** A new guid, different each time. */
  readonly newId: () => string;
  readonly log: Logger;
}

/** Whether another enrollment of the person stands open in the journal. */
const isUnresolved = (journal: Journal, personId: string): boolean =>
  journal.openEnrollments().some((id) => journal.ofEnrollment(id)[0]?.entry.subject === personId);

/** Makes the engine that runs enrollments. */
export const createEnrollments = (setup: EnrollmentsSetup): Enrollments => {
  const { journal, clock, log, directory, newId } = setup;
  const settings = { ...defaultSettings, ...setup.settings };
  const shared = { directory, clock, newId, log, settings, lease: null };
  const running = new Set<string>();
  const proving = createRetestProving({ ...shared, journal, appId: setup.appId ?? null });

  const begin: Enrollments['begin'] = ({ person, badge, operator, cardIsThere }) => {
    const id = newId();
    const { policy } = setup;
    const now = clock.now();
    const given: Given = {
      id,
      person,
      badge,
      operator,
      startedAt: now,
      policy,
      groups: setup.groups,
      stationWays: setup.stationWays,
      unresolvedEarlier: isUnresolved(journal, person.id),
      history: passHistory(journal, { personId: person.id, operatorId: operator.id, policy, now }),
    };
    const recorder = createRecorder({ journal, log, clock }, { enrollment: id, subject: person.id });
    recorder.append({
      type: 'enrollment.begun',
      actor: operator.id,
      data: { ...badgeData(badge), badgeRule: badge.rule },
      personal: {
        displayName: person.displayName,
        userPrincipalName: person.userPrincipalName,
        ...(person.employeeId === null ? {} : { employeeId: person.employeeId }),
      },
    });
    running.add(id);
    const lease = setup.leases?.take(person.id, id, askedOfFleet(operator.id, policy, now)) ?? null;
    const enrollment = run({ ...shared, lease, recorder, personId: person.id, cardIsThere }, given);
    void enrollment.ended.then(() => running.delete(id));
    return enrollment;
  };

  return {
    begin,
    proveRetests: proving.look,
    recover: () => recoverAll(shared, journal, running),
    earlierPasses: (personId) => earlierPasses(journal, personId),
    today: () => today(journal, clock.now()),
  };
};
