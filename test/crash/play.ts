import type { MadeKey, OperatorFacts, Person } from '../../src/main/directory/index.ts';
import type { Enrollment, Enrollments } from '../../src/main/enrollment/index.ts';
import { prove } from '../support/proving.ts';
import type { Scenario } from './plan.ts';
import { badgeOnRecord } from '../support/badge.ts';
import { reached, until } from '../support/until.ts';

export interface Playing {
  readonly enrollments: Enrollments;
  readonly operator: OperatorFacts;
  readonly person: Person;
  readonly scenario: Scenario;
  /** Who consents where somebody has to. */
  readonly approver: OperatorFacts | null;
}

/** What the enrollee has in their hands. */
export interface Hands {
  /** Registers Authenticator with the text of the pass, or does something else at that moment. */
  readonly onPhone: (pass: string, enrollment: Enrollment) => Promise<void>;
  /** A key makes what the tenant asks for. */
  readonly makeKey: () => Promise<MadeKey>;
}

const named = {
  'new-hire': 'new-hire',
  'lost-phone': 'lost-phone',
  // A privileged person has lost nothing and gets a new key.
  privileged: 're-registration',
  'stolen-phone': 'lost-phone',
  'provisioned-key': 'new-hire',
  'foreign-method': 'new-hire',
} as const satisfies Readonly<Record<Scenario, string>>;

/** The phone is gone, or in somebody else's hands. */
const reportPhone = (enrollment: Enrollment, fate: 'lost' | 'stolen'): void => {
  const methods = enrollment.view().facts?.methods ?? [];
  const methodIds = methods.filter(({ type }) => type.includes('microsoftAuthenticator')).map(({ id }) => id);
  const fates = Object.fromEntries(methodIds.map((id) => [id, fate]));
  enrollment.send({ type: 'lost-methods-chosen', methodIds, fates, reportedAt: Date.now() });
};

/** The operator names the scenario and goes through its script. @returns false when it ended before the decision */
const toDecided = async (enrollment: Enrollment, scenario: Scenario): Promise<boolean> => {
  // Waited for, so that the points come in the same order each time.
  if (!(await until(enrollment, (view) => view.facts !== null))) return false;
  enrollment.send({ type: 'scenario-chosen', scenario: named[scenario] });
  if (named[scenario] === 'lost-phone')
    reportPhone(enrollment, scenario === 'lost-phone' ? 'lost' : 'stolen');
  prove(enrollment);
  return reached(enrollment, 'decided');
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

/** The enrollee registers what the scenario is about. @returns false when that ended the enrollment */
const register = async (enrollment: Enrollment, scenario: Scenario, hands: Hands): Promise<boolean> => {
  // The tenant lets privileged people register on managed devices alone, and their phone is none.
  if (scenario === 'provisioned-key' || scenario === 'privileged') {
    enrollment.send({ type: 'way-chosen', way: 'provisioned-key' });
    enrollment.send({ type: 'key-made', key: await hands.makeKey() });
    return reached(enrollment, 'retest');
  }
  const foreign = scenario === 'foreign-method';
  enrollment.send({ type: 'way-chosen', way: foreign ? 'security-key-here' : 'authenticator-on-phone' });
  const pass = enrollment.pass();
  if (pass !== null) await hands.onPhone(pass.unwrap(), enrollment);
  enrollment.send({ type: 'look' });
  if (!foreign) return reached(enrollment, 'retest');
  if (await reached(enrollment, 'asking')) enrollment.send({ type: 'owned', own: false });
  return false;
};

/**
 * Plays operator and enrollee from the badge to the end.
 *
 * @throws JournalError when the beginning cannot be written
 */
export const playWhole = async (
  playing: Playing,
  hands: Hands,
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
    if (!(await reached(enrollment, 'reveal'))) return;
    enrollment.send({ type: 'noted' });
    if (!(await register(enrollment, playing.scenario, hands))) return;
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
