import type { Sample } from './samples.ts';

const key = { id: 'm1', kind: 'security-key', name: 'Blue key' } as const;
const passkey = { id: 'm2', kind: 'passkey', name: 'Nia’s phone' } as const;
const guest = { host: 'login.example.test', secure: true, state: 'ready' } as const;
const scan = {
  of: 'password',
  address: 'https://mysignins.example.test/security-info/password/change',
  short: null,
} as const;

const instructions: NonNullable<Sample['instructions']> = [
  { id: 'sign-in', done: true },
  { id: 'register', done: true },
  { id: 'password', done: false },
  { id: 'test', done: false },
];

/** A new password, by what was set up and whether it may be left out. */
export const passwordSamples: Readonly<Record<string, Sample>> = {
  'enrollee-password-ready': {
    stage: 'register',
    instructions,
    screen: { kind: 'enrollee/password-ready', method: key, places: ['here'], mayLeaveOut: false },
  },
  'enrollee-password-ready-offered': {
    stage: 'register',
    instructions,
    screen: {
      kind: 'enrollee/password-ready',
      method: passkey,
      places: ['here', 'on-phone'],
      mayLeaveOut: true,
    },
  },
  'enrollee-password': { stage: 'register', screen: { kind: 'enrollee/password', guest, method: key } },
  'enrollee-password-phone': {
    stage: 'register',
    instructions,
    screen: { kind: 'enrollee/password-phone', scan, mayLeaveOut: true },
  },
  'enrollee-done-password': {
    stage: 'done',
    instructions: instructions.map((one) => ({ ...one, done: true })),
    countdown: { of: 'return-to-start', secondsLeft: 42 },
    screen: {
      kind: 'enrollee/done',
      givenName: 'Nia',
      method: key,
      notMeContact: 'the security team, extension 17',
      scan: { of: 'help', address: 'https://help.example.test/sign-in', short: null },
      paper: 'ready',
    },
  },
  'enrollee-done-not-printed': {
    stage: 'done',
    screen: {
      kind: 'enrollee/done',
      givenName: 'Nia',
      method: passkey,
      notMeContact: 'the security team, extension 17',
      scan: null,
      paper: 'failed',
    },
  },
  'operator-done-password': {
    stage: 'done',
    screen: {
      kind: 'operator/done',
      recordNumber: 'TD-2026-0048',
      minutes: 8.1,
      method: key,
      password: 'changed',
      cleaned: ['pass', 'membership', 'sessions', 'window'],
      proof: { freshSignIn: true, onPhone: false, authenticationContext: 'met', signInLog: 'pending' },
    },
  },
};
