import {
  isOnPhone,
  phoneStep,
  type Language,
  type PhoneHelp,
  type PhonePlatform,
  type PhoneScreen,
  type PhoneStep,
  type RegistrationWay,
  type Scan,
} from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import { inLanguage } from './site-text.ts';
import type { DeskSettings } from './ports.ts';

/** Where the person is on the own phone, as far as they have told. */
export interface PhoneState {
  readonly platform: PhonePlatform | null;
  readonly step: PhoneStep;
  readonly help: PhoneHelp | null;
}

/** The beginning: nobody has said which phone it is. */
export const freshPhone: PhoneState = { platform: null, step: 'get-app', help: null };

export type PhoneWay = PhoneScreen['way'];

/** The way, where it leads over the person's phone. */
export const phoneWayOf = (way: RegistrationWay | null): PhoneWay | null =>
  way === 'passkey-on-phone' || way === 'authenticator-on-phone' ? way : null;

/** The steps of a way, in order. Authenticator alone needs no change in the phone's settings. */
export const stepsOn = (way: PhoneWay): readonly PhoneStep[] =>
  way === 'passkey-on-phone'
    ? phoneStep.options
    : phoneStep.options.filter((step) => step !== 'allow-passkeys');

/** One step further or back; the first and the last stay. Pure. */
export const stepped = (phone: PhoneState, way: PhoneWay, to: 'next' | 'back'): PhoneState => {
  const steps = stepsOn(way);
  const at = steps.indexOf(phone.step) + (to === 'next' ? 1 : -1);
  const step = steps[Math.min(Math.max(at, 0), steps.length - 1)] ?? 'get-app';
  return { ...phone, step, help: null };
};

/** Where the person is, as the operator is told. */
export const placeOnPhone = ({ step, help }: PhoneState, way: PhoneWay) => ({
  step,
  number: stepsOn(way).indexOf(step) + 1,
  of: stepsOn(way).length,
  help: help !== null,
});

/** What a screen holds for the phone's camera: the store where the app is got, the page where else it goes on. */
const scanOf = ({ platform, step, help }: PhoneState, { phone }: DeskSettings): Scan | null => {
  if (platform === null) return null;
  const inStore = step === 'get-app' && help !== 'not-working';
  if (help === 'not-working') return { of: 'security-info', ...phone.securityInfo };
  return inStore ? { of: 'store', address: phone.stores[platform], short: null } : null;
};

/** From this step on something may be registered, and the person is told that the desk looks. */
const mayBeThere: ReadonlySet<PhoneStep> = new Set(['enter-code', 'allow-passkeys', 'finish']);

/** The screen of a way over the phone. There is nothing in it that the desk does not show this person anyway. */
export const phoneScreen = (
  phone: PhoneState,
  view: Pick<EnrollmentView, 'person' | 'passExpiresAt'>,
  more: {
    readonly way: PhoneWay;
    readonly settings: DeskSettings;
    readonly language: Language;
    readonly visibleSecondsLeft: number;
  },
): PhoneScreen => {
  const { settings, way } = more;
  const steps = stepsOn(way);
  const { guestNetwork } = settings.phone;
  return {
    kind: 'enrollee/phone',
    way,
    platform: phone.platform,
    step: phone.step,
    number: steps.indexOf(phone.step) + 1,
    of: steps.length,
    help: phone.help,
    scan: scanOf(phone, settings),
    userName: view.person.userPrincipalName,
    guestNetwork: guestNetwork === null ? null : inLanguage(guestNetwork, more.language),
    looksEvery: mayBeThere.has(phone.step) ? settings.phone.looksEvery : 0,
    passAvailable: view.passExpiresAt !== null && isOnPhone(way),
    visibleSecondsLeft: more.visibleSecondsLeft,
  };
};
