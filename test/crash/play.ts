import type { OperatorFacts, Person } from '../../src/main/directory/index.ts';
import type { Enrollment, Enrollments, EnrollmentView } from '../../src/main/enrollment/index.ts';
import { prove } from '../support/proving.ts';
import type { Scenario } from './plan.ts';
import { badgeOnRecord } from '../support/badge.ts';

/** Settles when the view is as wanted. @returns false when the enrollment has ended instead */
const wait = (enrollment: Enrollment, wanted: (view: EnrollmentView) => boolean): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (view: EnrollmentView): boolean => {
      const fits = wanted(view);
      if (fits || view.endedAt !== null) resolve(fits);
      return fits || view.endedAt !== null;
    };
    if (look(enrollment.view())) return;
    const forget = enrollment.listen((view) => {
      if (look(view)) forget();
    });
  });

export interface Playing {
  readonly enrollments: Enrollments;
  readonly operator: OperatorFacts;
  readonly person: Person;
  readonly scenario: Scenario;
  /** Who consents where somebody has to. */
  readonly approver: OperatorFacts | null;
}

/** The operator names the scenario and goes through its script. @returns false when it ended before the decision */
const toDecided = async (enrollment: Enrollment, scenario: Scenario): Promise<boolean> => {
  // Waited for, so that the points come in the same order each time.
  if (!(await wait(enrollment, (view) => view.facts !== null))) return false;
  // A privileged person has lost nothing and gets a new key.
  enrollment.send({
    type: 'scenario-chosen',
    scenario: scenario === 'privileged' ? 're-registration' : scenario,
  });
  if (scenario === 'lost-phone') {
    const methods = enrollment.view().facts?.methods ?? [];
    const lost = methods.filter(({ type }) => type.includes('microsoftAuthenticator'));
    enrollment.send({ type: 'lost-methods-chosen', methodIds: lost.map(({ id }) => id) });
  }
  prove(enrollment);
  return wait(enrollment, (view) => view.at === 'decided');
};

/** The second person signs in, looks and consents, where the policy asks for one. */
const approve = (enrollment: Enrollment, approver: OperatorFacts | null): void => {
  if (enrollment.view().at !== 'approval' || approver === null) return;
  enrollment.send({ type: 'approver-signed-in', approver, signedInAt: Date.now() });
  const { fingerprint } = enrollment.view().approval;
  if (fingerprint !== null) enrollment.send({ type: 'approved', fingerprint });
};

const begin = ({ enrollments, operator, person }: Playing): Enrollment =>
  enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });

/**
 * Plays operator and enrollee from the badge to the end.
 *
 * @param onPhone registers a new method with the text of the pass
 * @throws JournalError when the beginning cannot be written
 */
export const playWhole = async (
  playing: Playing,
  onPhone: (pass: string) => Promise<void>,
): Promise<{ readonly enrollment: Enrollment; readonly places: readonly string[] }> => {
  const enrollment = begin(playing);
  const places: string[] = [enrollment.view().at];
  enrollment.listen(({ at }) => {
    if (places.at(-1) !== at) places.push(at);
  });
  const goOn = async (): Promise<void> => {
    if (!(await toDecided(enrollment, playing.scenario))) return;
    enrollment.send({ type: 'accepted' });
    approve(enrollment, playing.approver);
    if (!(await wait(enrollment, (view) => view.at === 'reveal'))) return;
    enrollment.send({ type: 'noted' });
    enrollment.send({ type: 'way-chosen', way: 'authenticator-on-phone' });
    const pass = enrollment.pass();
    if (pass !== null) await onPhone(pass.unwrap());
    enrollment.send({ type: 'look' });
    if (!(await wait(enrollment, (view) => view.at === 'retest'))) return;
    enrollment.send({ type: 'retested', accountId: playing.person.id, authenticationContext: null });
  };
  await goOn();
  await enrollment.ended;
  return { enrollment, places };
};

/** The same person once more, up to the decision: whether anything of before stands in the way. */
export const decideAgain = async (
  playing: Playing,
): Promise<{ readonly verdict: string | null; readonly refusals: readonly string[] }> => {
  const enrollment = begin(playing);
  await toDecided(enrollment, playing.scenario);
  const { decision } = enrollment.view();
  enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
  await enrollment.ended;
  const refusals = decision?.reasons.filter(({ effect }) => effect === 'refuses') ?? [];
  return { verdict: decision?.verdict ?? null, refusals: refusals.map(({ code }) => code) };
};
