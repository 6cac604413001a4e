import type { PhoneScreen, Scan, ScreenOf } from '../../src/shared/index.ts';
import type { Sample } from './samples.ts';

const store: Scan = {
  of: 'store',
  address: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
  short: null,
};
const securityInfo: Scan = {
  of: 'security-info',
  address: 'https://mysignins.microsoft.com/security-info',
  short: 'aka.ms/mysecurityinfo',
};

const first: PhoneScreen = {
  kind: 'enrollee/phone',
  way: 'passkey-on-phone',
  platform: 'android',
  step: 'get-app',
  number: 1,
  of: 7,
  help: null,
  scan: null,
  userName: 'nia.newcomer@harbour-restaurants.example.test',
  guestNetwork: 'Join the network “Harbour Guest”. The password is on the wall.',
  looksEvery: 0,
  passAvailable: true,
  visibleSecondsLeft: 46,
};

const sample = (more: Partial<PhoneScreen>): Sample => ({
  stage: 'register',
  countdown: { of: 'pass', secondsLeft: 3_200 },
  instructions: [
    { id: 'sign-in', done: true },
    { id: 'register', done: false },
    { id: 'test', done: false },
  ],
  screen: { ...first, ...more },
});

const order: readonly PhoneScreen['step'][] = [
  'get-app',
  'open-app',
  'add-account',
  'sign-in',
  'enter-code',
  'allow-passkeys',
  'finish',
];

const at = (step: PhoneScreen['step'], more: Partial<PhoneScreen> = {}): Sample =>
  sample({ step, number: order.indexOf(step) + 1, ...more });

const key = { id: 'm1', kind: 'security-key', name: 'Blue key' } as const;
const passkey = { id: 'm2', kind: 'passkey', name: 'Nia’s phone' } as const;
const authenticator = { id: 'm3', kind: 'authenticator', name: 'Nia’s phone' } as const;
const guest = { host: 'login.example.test', secure: true, state: 'loading' } as const;

const ready = (screen: Omit<ScreenOf<'enrollee/retest-ready'>, 'kind'>): Sample => ({
  stage: 'test',
  screen: { kind: 'enrollee/retest-ready', ...screen },
});

/** The test sign-in, by what was set up and where it can be made. */
const retestSamples: Readonly<Record<string, Sample>> = {
  'enrollee-retest-ready': ready({ method: key, places: ['here'], failed: false }),
  'enrollee-retest-ready-authenticator': ready({
    method: authenticator,
    places: ['here', 'on-phone'],
    failed: false,
  }),
  'enrollee-retest-ready-phone': ready({ method: passkey, places: ['on-phone'], failed: false }),
  'enrollee-retest-failed': {
    ...ready({ method: authenticator, places: ['here', 'on-phone'], failed: true }),
    problem: { code: 'sign-in.failed', params: {}, retryable: true, correlationId: null },
  },
  'enrollee-retest': { stage: 'test', screen: { kind: 'enrollee/retest', guest, method: key } },
  'enrollee-retest-passkey': { stage: 'test', screen: { kind: 'enrollee/retest', guest, method: passkey } },
  'enrollee-retest-keyboard': {
    stage: 'test',
    keyboard: 'shown',
    screen: { kind: 'enrollee/retest', guest, method: key },
  },
  'enrollee-retest-authenticator': {
    stage: 'test',
    screen: { kind: 'enrollee/retest', guest, method: authenticator },
  },
  'enrollee-retest-phone': {
    stage: 'test',
    screen: { kind: 'enrollee/retest-phone', method: passkey, scan: securityInfo },
  },
};

/** The person's own phone: each step, and what can be in the way. */
export const phoneSamples: Readonly<Record<string, Sample>> = {
  ...retestSamples,
  'enrollee-phone-which': sample({ platform: null }),
  'enrollee-phone-which-authenticator': sample({ platform: null, way: 'authenticator-on-phone' }),
  'enrollee-phone-get-app': at('get-app', { scan: store }),
  'enrollee-phone-open-app': at('open-app', { platform: 'ios' }),
  'enrollee-phone-add-account': at('add-account'),
  'enrollee-phone-sign-in': at('sign-in', { platform: 'ios' }),
  'enrollee-phone-enter-code': at('enter-code', { looksEvery: 5 }),
  'enrollee-phone-allow-ios': at('allow-passkeys', { platform: 'ios', looksEvery: 5 }),
  'enrollee-phone-allow-android': at('allow-passkeys', { looksEvery: 5 }),
  'enrollee-phone-finish': at('finish', { looksEvery: 5 }),
  'enrollee-phone-finish-authenticator': at('finish', {
    way: 'authenticator-on-phone',
    number: 6,
    of: 6,
    looksEvery: 5,
  }),
  'enrollee-phone-menu': at('get-app', { help: 'menu', scan: store }),
  'enrollee-phone-no-network': at('open-app', { help: 'no-network' }),
  'enrollee-phone-no-camera': at('get-app', { platform: 'ios', help: 'no-camera', scan: store }),
  'enrollee-phone-not-working': at('finish', { help: 'not-working', scan: securityInfo, looksEvery: 5 }),
};
