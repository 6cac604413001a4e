import { performance } from 'node:perf_hooks';
import type { Course, Timings } from './courses.ts';
import type { DeskPlayer } from './desk-player.ts';
import type { PersonsPhone } from './phone.ts';

const phoneOf = ({ phone }: Course): PersonsPhone => {
  if (phone === undefined) throw new Error('nobody has brought a phone');
  return phone;
};

/** One screen of the phone's steps after the other, each with its picture, up to where the code is typed. */
const stepTo = async (desk: DeskPlayer, last: string): Promise<void> => {
  for (;;) {
    await desk.at('enrollee/phone');
    const step = (await desk.page.locator('.panel-phone').getAttribute('data-step')) ?? '';
    if (step === last) return;
    await desk.press('phone.step', ':has(.icon)');
    await desk.page.locator(`.panel-phone[data-step="${step}"]`).waitFor({ state: 'detached' });
  }
};

/** What can be in the way, looked at once and left again. */
const lookForHelp = async (desk: DeskPlayer): Promise<void> => {
  await desk.press('phone.help');
  await desk.page.locator('.phone-menu').waitFor();
  await desk.at('enrollee/phone');
  await desk.press('phone.help', ':has-text("It does not work")');
  await desk.page.locator('.qr-code').waitFor();
  await desk.at('enrollee/phone');
  await desk.press('phone.help', '.big-button-main');
  await desk.page.locator('.panel-phone[data-step]').waitFor();
};

/** The person sets the own phone up by the desk's steps; the desk finds the new method by itself. */
export const registerOnPhone = async (course: Course, timings: Timings): Promise<void> => {
  const { desk, walkthrough } = course;
  const phone = phoneOf(course);
  const way = walkthrough.way ?? 'passkey-on-phone';
  await desk.press('pass.noted');
  await desk.at('enrollee/choose-way');
  await desk.press('register.choose-way', `[data-way="${way}"]`);
  await desk.at('enrollee/phone');
  const platform = way === 'passkey-on-phone' ? 'ios' : 'android';
  await desk.press('phone.choose-platform', `[data-platform="${platform}"]`);
  await desk.page.locator('.panel-phone[data-step]').waitFor();
  if (way === 'passkey-on-phone') await lookForHelp(desk);
  await stepTo(desk, 'finish');
  const registeredAt = performance.now();
  await desk.act(() => phone.register(way === 'passkey-on-phone' ? 'passkey' : 'authenticator'));
  await desk.at('enrollee/password-ready', 'enrollee/retest-ready');
  timings.registeredToRevokedMs = performance.now() - registeredAt;
};

/** Where the site still has passwords: sets a new one on the phone; the desk sees by itself that it was changed. */
export const changePasswordOnPhone = async (course: Course): Promise<void> => {
  const { desk } = course;
  await desk.press('password.on-phone');
  await desk.at('enrollee/password-phone');
  await desk.act(() => phoneOf(course).changePassword('made up for a walkthrough'));
  await desk.at('enrollee/retest-ready');
};

/** Signs in once more, as tomorrow: with the phone alone. */
export const retestByPhone = async (course: Course): Promise<void> => {
  const { desk, walkthrough } = course;
  const phone = phoneOf(course);
  await desk.press('retest.start');
  await desk.page.waitForSelector('[data-screen="enrollee/retest"]');
  if (walkthrough.way === 'authenticator-on-phone') {
    const page = await desk.guest('#phone-number');
    await desk.at('enrollee/retest');
    const shown = (await page.locator('#phone-number').textContent()) ?? '';
    await desk.act(() => phone.approve(shown.trim()));
  } else {
    const page = await desk.guest('#use-passkey');
    await phone.comeNear(page);
    await desk.at('enrollee/retest');
    await desk.act(() => page.locator('#use-passkey').click());
  }
  await desk.at('enrollee/done');
};
