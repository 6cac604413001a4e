import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright';
import { changePasswordOnPhone, registerOnPhone, retestByPhone } from './courses-phone.ts';
import type { DeskPlayer } from './desk-player.ts';
import type { PluggedKey } from '../keys/index.ts';
import type { SecurityKey } from './key.ts';
import type { Walkthrough } from './names.ts';
import type { PersonsPhone } from './phone.ts';

/** A person of the simulated town, as its first line names them. */
export interface Player {
  readonly userPrincipalName: string;
  readonly employeeId: string;
  readonly password: string | null;
}

export interface Course {
  readonly desk: DeskPlayer;
  readonly key: SecurityKey;
  /** The key from the desk, where the desk speaks to it by tools. */
  readonly tools?: PluggedKey | undefined;
  /** The phone that the person brought. */
  readonly phone?: PersonsPhone;
  readonly operator: Player;
  /** Left out where nobody has to approve. */
  readonly approver?: Player | undefined;
  readonly enrollee: Player;
  readonly walkthrough: Walkthrough;
  /** Holds a card to a reader; left out for a keyboard reader. */
  readonly holdCard?: ((desk: DeskPlayer) => Promise<void>) | null;
}

/** What was measured on the way, in milliseconds; null where the course does not come by. */
export interface Timings {
  badgeToPersonMs: number | null;
  approveToPassMs: number | null;
  registeredToRevokedMs: number | null;
}

/** Types user name and password into the tenant’s page. */
export const signInByPassword = async (page: Page, player: Player): Promise<void> => {
  await page.locator('#username, #password').first().waitFor();
  if (await page.locator('#username').isVisible()) {
    await page.locator('#username').fill(player.userPrincipalName);
    await page.locator('#next').click();
  }
  await page.locator('#password').fill(player.password ?? '');
  await page.locator('#submit').click();
};

/** The operator signs in; whether the desk opens then is another matter. */
export const signInAtDesk = async ({ desk, operator }: Pick<Course, 'desk' | 'operator'>): Promise<void> => {
  await desk.page.waitForSelector('[data-intent="operator.sign-in"]');
  await desk.at('operator/closed');
  await desk.press('operator.sign-in');
  const page = await desk.guest('#username');
  await desk.at('operator/signing-in');
  await desk.act(() => signInByPassword(page, operator));
};

/** The operator opens the desk. */
export const open = async ({ desk, operator }: Course): Promise<void> => {
  await signInAtDesk({ desk, operator });
  await desk.at('operator/ready');
  await desk.press('desk.show-welcome');
  await desk.at('enrollee/attract');
  await desk.press('desk.show-operator');
  await desk.at('operator/ready');
};

/** The operator looks and answers yes, question by question, as the site's script has them. */
export const verify = async ({ desk }: Pick<Course, 'desk'>): Promise<void> => {
  for (;;) {
    await desk.at('operator/verify');
    const step = await desk.page.locator('.panel-verify').getAttribute('data-step');
    const documents = desk.page.locator('[data-document]');
    if ((await documents.count()) > 0) {
      await desk.act(() => documents.first().click());
      await desk.at('operator/verify');
    }
    const number = desk.page.locator('[data-digit="1"]');
    for (let digit = 0; digit < 12 && (await number.count()) > 0; digit += 1) await number.click();
    await desk.press('verify.answer', '[data-outcome="passed"]');
    // The same screen asks the next question; anything else is the end of the script.
    await desk.page.locator(`.panel-verify[data-step="${step ?? ''}"]`).waitFor({ state: 'detached' });
    if ((await desk.page.locator('[data-screen="operator/verify"]').count()) === 0) return;
  }
};

const loseMethods = async ({ desk }: Course): Promise<void> => {
  await desk.at('operator/lost-method');
  // The first was stolen, and is removed before the pass; the others are lost.
  const stolen = desk.page.locator('[data-fate="stolen"]');
  const lost = desk.page.locator('[data-fate="lost"]');
  for (let index = 0; index < (await lost.count()); index += 1) {
    await (index === 0 ? stolen : lost).nth(index).check();
  }
  await desk.press('lost-method.choose');
};

/** From the badge to the decision. */
export const identify = async (course: Course, timings: Timings): Promise<void> => {
  const { desk, walkthrough } = course;
  desk.countFromNow();
  const { holdCard = null } = course;
  await (holdCard === null ? desk.holdBadge(course.enrollee.employeeId) : holdCard(desk));
  await desk.at('operator/scenario');
  timings.badgeToPersonMs = desk.waitedFor('operator/scenario');
  await desk.press('scenario.choose', `[data-scenario="${walkthrough.scenario}"]`);
  if (walkthrough.scenario === 'lost-phone') await loseMethods(course);
  await verify(course);
};

/** A second person takes the screen, signs in, sees what is asked, and says yes. */
const approve = async (desk: DeskPlayer, approver: Player): Promise<void> => {
  await desk.press('desk.confirm-handover');
  await desk.at('approver/ask');
  await desk.press('approval.sign-in');
  const page = await desk.guest('#username');
  await desk.at('approver/signing-in');
  await desk.act(() => signInByPassword(page, approver));
  await desk.at('approver/review');
  await desk.press('approval.give');
};

/** The decision is yes, the pass is made, and the screen is turned to the enrollee. */
export const issue = async ({ desk, approver }: Course, timings: Timings): Promise<void> => {
  await desk.at('operator/decide');
  await desk.press('decision.accept');
  await desk.at('handover');
  timings.approveToPassMs = desk.waitedFor('handover');
  if (approver !== undefined) {
    await approve(desk, approver);
    const approvedAt = performance.now();
    // First towards the operator, while the pass is made; then towards the one it is for.
    await desk.at('handover');
    await desk.page.locator('[data-handover="enrollee"]').waitFor({ state: 'attached' });
    timings.approveToPassMs = performance.now() - approvedAt;
    await desk.at('handover');
  }
  await desk.press('desk.confirm-handover');
  await desk.at('enrollee/reveal');
};

/** The person registers the key they brought, in the guarded window. */
export const register = async ({ desk, key }: Course, timings: Timings): Promise<void> => {
  await desk.press('pass.noted');
  await desk.at('enrollee/choose-way');
  await desk.press('register.choose-way', '[data-way="security-key-here"]');
  const page = await desk.guest('#pass');
  await key.plugInto(page);
  await page.locator('#pass').focus();
  await desk.at('enrollee/register');
  await desk.press('pass.enter-for-me');
  await page.locator('#pass:valid, #pass').first().waitFor();
  await waitForValue(page, '#pass');
  await desk.at('enrollee/register');
  await page.locator('#submit').click();
  await desk.guest('#add-passkey');
  await desk.at('enrollee/register');
  await page.locator('#add-passkey').click();
  await page.locator('#key-name').waitFor();
  await key.unplug();
  const registeredAt = performance.now();
  await desk.act(() => page.locator('#save').click());
  await desk.at('enrollee/password-ready', 'enrollee/retest-ready');
  timings.registeredToRevokedMs = performance.now() - registeredAt;
};

/** The PIN that the person chooses, twice; nobody else's screen. */
const choosePin = async ({ desk }: Course): Promise<void> => {
  for (const name of ['first', 'again']) {
    const field = desk.page.locator(`[data-pin="${name}"] input`);
    await field.fill('made up 1');
    await desk.at('enrollee/key');
    await desk.act(() => desk.page.locator('[data-intent="key.pin"]').click());
  }
};

/**
 * A key from the desk is prepared for the person: by the desk's tools, where they choose its PIN on the screen, or, where
 * the system asks for it, on the desk's simulated key, which is touched by itself.
 */
export const takeKey = async (course: Course, timings: Timings): Promise<void> => {
  const { desk, key, tools } = course;
  await desk.press('pass.noted');
  await desk.at('enrollee/choose-way');
  await desk.press('register.choose-way', '[data-way="provisioned-key"]');
  await desk.at('enrollee/key');
  await desk.press('key.begin');
  if (tools !== undefined) await choosePin(course);
  const registeredAt = performance.now();
  await desk.at('enrollee/retest-ready');
  timings.registeredToRevokedMs = performance.now() - registeredAt;
  if (tools !== undefined) key.takeOver(tools.held());
};

/** The field is filled by the main process; what is in it is looked at by its length alone. */
const waitForValue = async (page: Page, selector: string): Promise<void> => {
  await page.waitForFunction(
    (where) => {
      const field = document.querySelector(where);
      return field instanceof HTMLInputElement && field.value.length >= 8;
    },
    selector,
    { timeout: 15_000 },
  );
};

/** Where the site still has passwords: signs in with the key, and sets a new one. */
const changePassword = async (course: Course): Promise<void> => {
  const { desk, key, walkthrough } = course;
  if (walkthrough.policy?.['passwordChange'] === undefined) return;
  if (walkthrough.way !== undefined) return changePasswordOnPhone(course);
  await desk.press('password.start');
  await desk.page.waitForSelector('[data-screen="enrollee/password"]');
  const page = await desk.guest('#use-passkey');
  await key.plugInto(page);
  await page.locator('#use-passkey').click();
  await page.locator('#new-password').fill('made up for a walkthrough');
  await page.locator('#again').fill('made up for a walkthrough');
  await desk.at('enrollee/password');
  await key.unplug();
  await desk.act(() => page.locator('#submit').click());
  await desk.at('enrollee/retest-ready');
};

/** Signs in once more, as tomorrow: with the key alone. */
export const retest = async ({ desk, key, walkthrough, tools }: Course): Promise<void> => {
  await desk.press('retest.start');
  await desk.page.waitForSelector('[data-screen="enrollee/retest"]');
  const page = await desk.guest('#use-passkey');
  if (walkthrough.course === 'whole' || tools !== undefined) await key.plugInto(page);
  await desk.at('enrollee/retest');
  await desk.act(() => page.locator('#use-passkey').click());
  await desk.at('enrollee/done');
};

const turnBack = async (
  { desk }: Pick<Course, 'desk'>,
  intent: 'enrollment.finish' | 'desk.show-operator',
): Promise<void> => {
  await desk.press(intent);
  await desk.at('handover');
  await desk.press('desk.confirm-handover');
};

/** Everything went well, and the operator takes the next person. */
export const finish = async (course: Course): Promise<void> => {
  const print = course.desk.page.locator('[data-intent="leave-behind.print"]');
  if ((await print.count()) > 0) {
    await course.desk.press('leave-behind.print');
    await course.desk.page.locator('[data-paper="printed"]').waitFor();
  }
  await turnBack(course, 'enrollment.finish');
  await course.desk.at('operator/done');
  await course.desk.press('enrollment.finish');
  await course.desk.at('operator/ready');
};

/** Policy says no: nothing was changed. */
export const beRefused = async ({ desk }: Course): Promise<void> => {
  await desk.at('operator/refused');
  await desk.press('enrollment.finish');
  await desk.at('operator/ready');
};

/** Nobody touches anything any more; the desk notices by itself. */
export const walkAway = async (course: Course): Promise<void> => {
  const { desk } = course;
  await desk.act(() => Promise.resolve());
  await leaveStopped(course);
};

/** It was stopped before the person's eyes: the operator has the desk again. */
export const leaveStopped = async (course: Pick<Course, 'desk'>): Promise<void> => {
  const { desk } = course;
  await desk.at('enrollee/stopped');
  await turnBack(course, 'desk.show-operator');
  await desk.at('operator/stopped');
  await desk.press('enrollment.finish');
  await desk.at('operator/ready');
};

const registerBy = (course: Course, timings: Timings): Promise<void> =>
  course.walkthrough.way === undefined ? register(course, timings) : registerOnPhone(course, timings);

const retestBy = (course: Course): Promise<void> =>
  course.walkthrough.way === undefined ? retest(course) : retestByPhone(course);

/** The whole of one walkthrough. */
export const play = async (course: Course): Promise<Timings> => {
  const timings: Timings = { badgeToPersonMs: null, approveToPassMs: null, registeredToRevokedMs: null };
  await open(course);
  await identify(course, timings);
  switch (course.walkthrough.course) {
    case 'refused':
      await beRefused(course);
      break;
    case 'until-walked-away':
      await issue(course, timings);
      await walkAway(course);
      break;
    case 'provisioned':
      await issue(course, timings);
      await takeKey(course, timings);
      await retest(course);
      await finish(course);
      break;
    case 'whole':
      await issue(course, timings);
      await registerBy(course, timings);
      await changePassword(course);
      await retestBy(course);
      await finish(course);
      break;
  }
  return timings;
};
