import type { Guard } from './guard.ts';
import { without, type Row } from './row.ts';

const leftAlone = 'src/main/app/left-alone.ts';
const walkedAway = 'test/unit/app/left-alone.test.ts';
const lock = 'src/main/lock/linux.ts';
const ofLinux = 'test/unit/lock/linux.test.ts';
const installed = 'src/main/posture/station/package.ts';
const ofPackages = 'test/unit/posture/station/package.test.ts';
const fuses = 'src/main/posture/station/fuses.ts';
const ofFuses = 'test/unit/posture/station/fuses.test.ts';

/** What the machine does to the desk, and the desk to whoever replaces it. */
const ofTheMachine: readonly Row[] = [
  [
    'walking away before the machine sleeps',
    leftAlone,
    "  powerMonitor.on('suspend', leftAlone);\n",
    '',
    walkedAway,
    'suspend counts',
  ],
  [
    'walking away when the machine wakes',
    leftAlone,
    "  powerMonitor.on('resume', leftAlone);\n",
    '',
    walkedAway,
    'resume counts',
  ],
  [
    'walking away when the session is locked',
    leftAlone,
    "  powerMonitor.on('lock-screen', leftAlone);\n",
    '',
    walkedAway,
    'lock-screen counts',
  ],
  [
    'walking away when a display is gone',
    leftAlone,
    "  screen.on('display-removed', leftAlone);\n",
    '',
    walkedAway,
    'a display that is taken',
  ],
  [
    'walking away when nothing is painted any more',
    leftAlone,
    "if (type === 'GPU') leftAlone();",
    '',
    walkedAway,
    'process that paints',
  ],
  [
    'the mark of an enrollment',
    'src/main/app/enrollment-mark.ts',
    'if (enrolling) write(file, `${processId}\\n`);\n    else remove(file);',
    'remove(file);',
    'test/unit/app/enrollment-mark.test.ts',
    'names the process',
  ],
  [
    'the end of the mark of an enrollment',
    'src/main/app/enrollment-mark.ts',
    'else remove(file);',
    '',
    'test/unit/app/enrollment-mark.test.ts',
    'nobody afterwards',
  ],
  [
    'a mark of an update that was left behind',
    'src/main/app/update-waits.ts',
    ' && isAlive(processId)',
    '',
    'test/unit/app/update-waits.test.ts',
    'none waits',
  ],
  [
    'the watchdog of the system',
    'src/main/app/service-manager.ts',
    "if (spanMs > 0) every(spanMs / OFTEN, () => notify(['WATCHDOG=1']));",
    '',
    'test/unit/app/service-manager.test.ts',
    'that it lives',
  ],
];

/** What is looked at of the installed program and of the system's lock. */
const ofLooks: readonly Row[] = [
  ['files that are not root’s', lock, 'rights.ownerId === 0 && ', '', ofLinux, 'not root’s own'],
  [
    'files that others may write to',
    lock,
    '(GROUP_AND_OTHERS_WRITE | SET_ID)',
    'SET_ID',
    ofLinux,
    'not root’s own',
  ],
  [
    'files that are set-uid',
    lock,
    '(GROUP_AND_OTHERS_WRITE | SET_ID)',
    'GROUP_AND_OTHERS_WRITE',
    ofLinux,
    'not root’s own',
  ],
  [
    'files of the lock that are missing',
    lock,
    'rights !== null && rights.ownerId',
    'rights === null || rights.ownerId',
    ofLinux,
    'not root’s own',
  ],
  [
    'what the kernel does not tell',
    lock,
    'value !== null && isFine(value)',
    'value === null || isFine(value)',
    ofLinux,
    'is otherwise',
  ],
  ['an account that is root', lock, "id !== '0' && ", '', ofLinux, 'account is otherwise'],
  [
    'an account that can sign in',
    lock,
    " && shell?.endsWith('/nologin') === true",
    '',
    ofLinux,
    'account is otherwise',
  ],
  ['swap of the desk', lock, "fine: most === '0'", 'fine: true', ofLinux, 'swap is otherwise'],
  ['magic keys of the kernel', lock, "(value) => value === '0'", '() => true', ofLinux, 'sysrq is otherwise'],
  [
    'dumps of memory',
    lock,
    "(value) => value === '|/bin/false'",
    '() => true',
    ofLinux,
    'dumps is otherwise',
  ],
  [
    'a look into memory by others',
    lock,
    '(value) => Number(value) >= 2',
    '() => true',
    ofLinux,
    'ptrace is otherwise',
  ],
  [
    'the digests of the installed files',
    installed,
    'if ((await installation.hashOf(file)) !== hash) return true;',
    '',
    ofPackages,
    'one has other bytes',
  ],
  [
    'files beside the installed ones',
    installed,
    'files.length !== expected.size || !files.every((file) => expected.has(file))',
    'files.length < expected.size',
    ofPackages,
    'one was put beside',
  ],
  [
    'files that are not there any more',
    installed,
    'files.length !== expected.size || ',
    '',
    ofPackages,
    'one is gone',
  ],
  ['the owner of the installed files', installed, 'rights.ownerId !== 0 || ', '', ofPackages, 'desk’s own'],
  [
    'who may write to the installed files',
    installed,
    ' || (rights.mode & groupAndOthersMayWrite) !== 0',
    '',
    ofPackages,
    'may write to',
  ],
  [
    'a list of digests that is none',
    installed,
    'listed === null || ',
    'listed !== null && ',
    ofPackages,
    'the list is none',
  ],
  [
    'fuses that are on',
    fuses,
    '(wire[index] === on) === enabled',
    '(wire[index] === on || !enabled)',
    ofFuses,
    'all stand right',
  ],
  [
    'fuses that are off',
    fuses,
    '(wire[index] === on) === enabled',
    '(wire[index] !== on || enabled)',
    ofFuses,
    'are wrong',
  ],
  [
    'fuses that are missing',
    fuses,
    'index < wire.length && ',
    'index >= wire.length || ',
    ofFuses,
    'are wrong',
  ],
  [
    'fuses that nobody knows',
    fuses,
    '  ...Array.from(wire.subarray(wantedFuses.length)).map((_, index) => `fuse ${wantedFuses.length + index}`),\n',
    '',
    ofFuses,
    'are wrong',
  ],
  ['a program without fuses', fuses, 'wires.length === 0 ? null : ', '', ofFuses, 'are not known'],
];

/** Guards of the machine, and of the look at it. */
export const ofTheStation: readonly Guard[] = [...ofTheMachine, ...ofLooks].map(without);
