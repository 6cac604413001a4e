import type { Sample } from './samples.ts';

/** The code, a method that came from elsewhere, and a key from the desk that is prepared for the person. */
export const registerSamples: Readonly<Record<string, Sample>> = {
  'enrollee-reveal-leaving': {
    stage: 'pass',
    countdown: { of: 'walk-away', secondsLeft: 18 },
    screen: { kind: 'enrollee/reveal', givenName: 'Nia', visibleSecondsLeft: 0 },
  },
  'enrollee-unexpected': {
    stage: 'register',
    screen: {
      kind: 'enrollee/unexpected',
      givenName: 'Nia',
      method: { id: 'm9', kind: 'authenticator', name: 'Galaxy' },
    },
  },
  'operator-watch-unexpected': {
    stage: 'register',
    screen: {
      kind: 'operator/watch',
      person: {
        displayName: 'Nia Newcomer',
        givenName: 'Nia',
        jobTitle: 'Line cook',
        department: 'Kitchen',
        employeeId: '20000123',
        userPrincipalName: 'nia.newcomer@harbour.example',
        photo: null,
        photoPending: false,
      },
      at: 'confirm',
      way: 'security-key-here',
      unexpected: { id: 'm9', kind: 'authenticator', name: 'Galaxy' },
      phone: null,
    },
  },
  'enrollee-key-insert': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_200 },
    screen: { kind: 'enrollee/key', step: 'insert', pin: null },
  },
  'enrollee-key-make': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_190 },
    screen: { kind: 'enrollee/key', step: 'make', pin: null },
  },
  'enrollee-key-pin': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_195 },
    keyboard: 'offered',
    screen: {
      kind: 'enrollee/key',
      step: 'look',
      pin: { kind: 'enter', leastCharacters: 4, triesLeft: 6, before: 'wrong' },
    },
  },
  'enrollee-key-choose-pin': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_195 },
    keyboard: 'shown',
    screen: {
      kind: 'enrollee/key',
      step: 'look',
      pin: { kind: 'choose', leastCharacters: 6, triesLeft: null, before: null },
    },
  },
  'enrollee-key-touch': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_190 },
    screen: { kind: 'enrollee/key', step: 'touch', pin: null },
  },
  'enrollee-key-save': { stage: 'register', screen: { kind: 'enrollee/key', step: 'save', pin: null } },
  'enrollee-key-refused': {
    stage: 'register',
    countdown: { of: 'pass', secondsLeft: 3_150 },
    problem: { code: 'key.not-allowed', params: {}, retryable: true, correlationId: null },
    screen: { kind: 'enrollee/key', step: 'insert', pin: null },
  },
};
