import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const display = 'src/main/desk/pass-display.ts';
const presence = 'src/main/desk/presence.ts';
const locking = 'src/main/desk/locking.ts';
const turnedAway = 'src/main/desk/turned-away.ts';
const posture = 'src/main/desk/posture-watch.ts';
const guests = 'src/main/desk/guest-session.ts';
const onDesk = 'test/unit/desk/desk.test.ts';
const onLocking = 'test/unit/desk/locking.test.ts';
const onPosture = 'test/unit/desk/posture.test.ts';
const onTurnedAway = 'test/unit/desk/turned-away.test.ts';

/** The pass on the screen, and somebody who has gone. */
const ofThePass: readonly Row[] = [
  [
    'the end of the pass on the screen',
    display,
    'cancelTimer = ports.clock.after(left, blank);',
    '',
    onDesk,
    'gone after sixty seconds',
  ],
  [
    'the time that the pass was held',
    display,
    'visibleMsLeft: Math.max(0, store.get().visibleMsLeft - used)',
    'visibleMsLeft: store.get().visibleMsLeft',
    onDesk,
    'gone after sixty seconds',
  ],
  [
    'a pass that was shown long enough',
    display,
    '      if (store.get().visibleMsLeft <= 0) return;\n',
    '',
    onDesk,
    'not shown again',
  ],
  [
    'the pass taken off the screen',
    display,
    "    ports.push('pass.blank', {});",
    '',
    onDesk,
    'blanks the pass as soon as',
  ],
  [
    'the end of an enrollment that nobody touches',
    presence,
    ', ports.clock.after(ms, left)]',
    ']',
    onDesk,
    'when nothing was touched',
  ],
  [
    'the warning before that',
    presence,
    'cancel = [ports.clock.after(Math.max(0, ms - warnMs), warn), ',
    'cancel = [',
    onDesk,
    'is warned of',
  ],
  [
    'the wipe of a guarded window',
    guests,
    'const left = await guest.close();',
    'const left = await Promise.resolve({ cookies: 0, origins: 0 });',
    onDesk,
    'closes and wipes',
  ],
  [
    'the word on a window that was not wiped',
    guests,
    '    if (!clean) store.update({ windowsWiped: false });\n',
    '',
    onDesk,
    'was not wiped',
  ],
  [
    'the record of what a page was kept from',
    guests,
    "journal.append(lineOf(store, 'window.blocked', { hook: event.hook, host: event.host }));",
    '',
    onDesk,
    'on record what a page',
  ],
];

/** The operator's part of the desk. */
const ofTheOperator: readonly Row[] = [
  [
    'the lock when somebody else has the screen',
    locking,
    "else if (state.lock === 'open' && !facesOperator(state)) {",
    "else if (state.lock === 'open' && state.operator.id === '') {",
    onLocking,
    'asks for it when the screen',
  ],
  [
    'what is the operator’s while it is locked',
    locking,
    'if (!isLocked(state)) return true;',
    'if (!isLocked(state) || facesOperator(state)) return true;',
    onLocking,
    'nothing of the operator’s until',
  ],
  [
    'what is the operator’s while the enrollee has the screen',
    locking,
    ': !operatorsOwn.has(channel)',
    ': true',
    onLocking,
    '.',
  ],
  ['a PIN that anybody would try', locking, ' || isTooSimple(pin)', '', onLocking, 'choose a PIN'],
  ['so many digits of a PIN', locking, 'pin.length !== asked.digits || ', '', onLocking, 'choose a PIN'],
  [
    'the tries of a PIN',
    locking,
    'store.update({ pinTriesLeft: pinTriesLeft - 1 });',
    '',
    onLocking,
    'last wrong try',
  ],
  [
    'no try after the last',
    locking,
    "else if (state.lock === 'locked' && state.pinTriesLeft === 0) leave();",
    '',
    onLocking,
    'last wrong try',
  ],
  [
    'the PIN itself',
    'src/main/identity/pin.ts',
    'kept !== null && timingSafeEqual(kept.hash, hashOf(pin, kept.salt))',
    'kept !== null',
    'test/unit/identity/pin.test.ts',
    'chosen last',
  ],
  [
    'the end of a PIN',
    'src/main/identity/pin.ts',
    '    forget: () => {\n      kept = null;',
    '    forget: () => {',
    'test/unit/identity/pin.test.ts',
    'forgotten',
  ],
  [
    'digits in a row',
    'src/main/identity/pin.ts',
    'steps.every((step) => step === steps[0]) && ',
    'pin === "" && ',
    'test/unit/identity/pin.test.ts',
    '.',
  ],
  [
    'a desk of which the tenant is not fit',
    posture,
    'count === 0 ? null : problemOf',
    'count >= 0 ? null : problemOf',
    onPosture,
    'does not open where they are not',
  ],
  [
    'one entry for what is tried again and again',
    turnedAway,
    'told.has(kind) || ',
    '',
    onTurnedAway,
    'once for each kind',
  ],
  ['a record that nobody fills', turnedAway, ' || told.size >= most', '', onTurnedAway, 'does not fill'],
];

/** Guards of the pass on the screen and of the operator’s part of the desk. */
export const ofTheDesk: readonly Guard[] = [...ofThePass, ...ofTheOperator].map(without);
