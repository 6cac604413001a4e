import { ofApprovals } from './approval-list.ts';
import { ofBadges } from './badge-list.ts';
import { ofTheKiosk } from './kiosk-list.ts';
import { ofTheLedgerLater } from './ledger-later-list.ts';
import { ofTheLedger } from './ledger-list.ts';
import { ofTheDesk } from './desk-list.ts';
import { ofTheDisk } from './disk-list.ts';
import { ofTheStation } from './machine-list.ts';
import { ofOthersAtTheDesk } from './others-list.ts';
import { ofWhatComesAndGoes } from './leaving-list.ts';
import { ofThePackage } from './outside-list.ts';
import { ofThePage } from './page-list.ts';
import { ofTheTenant } from './tenant-list.ts';
import { ofWatching } from './watching-list.ts';
import { ofTheWindow } from './window-list.ts';
import type { Guard } from './guard.ts';

const failures = 'test/unit/enrollment/failures.test.ts';
const faults = 'test/unit/enrollment/faults.test.ts';

/** Source of the first five: what the engine promises (docs/recovery.md). */
const ofTheEngine: readonly Guard[] = [
  {
    name: 'the intent before the effect',
    file: 'src/main/enrollment/perform.ts',
    find: "    ports.recorder.append({\n      type: 'effect.intent',",
    replace: "    structuredClone({\n      type: 'effect.intent',",
    tests: [failures, 'a process that dies'],
    always: true,
  },
  {
    name: 'the probe of an effect whose outcome is unknown',
    file: 'src/main/enrollment/undo.ts',
    find: 'const is = await clarify(ports, record);',
    replace: "const is: string = 'not-done';",
    tests: [failures, 'a process that dies'],
    always: true,
  },
  {
    name: 'the compensation',
    file: 'src/main/enrollment/undo.ts',
    find: 'for (const record of toUndo(ports.recorder.effects())) await undoOne(ports, record);',
    replace: 'await Promise.resolve();',
    tests: [failures, 'a process that dies'],
    always: true,
  },
  {
    name: 'the block on a person left unresolved',
    file: 'src/main/enrollment/enrollments.ts',
    find: 'unresolvedEarlier: isUnresolved(journal, person.id),',
    replace: 'unresolvedEarlier: false,',
    tests: [failures, 'what cannot be taken back'],
    always: true,
  },
  {
    name: 'the sync of every entry',
    file: 'src/main/journal/database.ts',
    find: "connection.pragma('synchronous = FULL');",
    replace: "connection.pragma('synchronous = NORMAL');",
    tests: ['test/crash/power-loss.test.ts', 'leaves nothing behind'],
    always: true,
  },
  {
    name: 'no effect without its intent on disk',
    file: 'src/main/enrollment/perform.ts',
    find: "    return { ok: false, code: codeOf(error), outcome: 'none', retryAfterMs: null, trouble: null };",
    replace: "    ports.log.warn('intent-not-written', { error: codeOf(error) });",
    tests: [failures, 'a journal that cannot be written'],
  },
  {
    name: 'nothing is built on what could not be written',
    file: 'src/main/enrollment/perform.ts',
    find: 'return performed.ok && !performed.written',
    replace: 'return performed.ok && performed.written && false',
    tests: [failures, 'a journal that cannot be written'],
  },
  {
    name: 'several looks before something counts as absent',
    file: 'src/main/enrollment/perform.ts',
    find: 'for (const wait of ports.settings.absenceWaitsMs) {',
    replace: 'for (const wait of ports.settings.absenceWaitsMs.slice(9)) {',
    tests: ['test/unit/enrollment/paths.test.ts', 'creating the pass'],
  },
  {
    name: 'another look after what only looked like ours was taken back',
    file: 'src/main/enrollment/undo.ts',
    find: 'await lastAlike(ports, record, await probe(ports, record))',
    replace: 'await probe(ports, record)',
    tests: ['test/unit/enrollment/on-its-way.test.ts', 'is taken back'],
  },
  {
    name: 'who was a member before stays one',
    file: 'src/main/enrollment/effects.ts',
    find: "record.state === 'ok' && record.data['added'] !== false",
    replace: "record.state === 'ok'",
    tests: ['test/unit/enrollment/paths.test.ts', 'admission'],
  },
  {
    name: 'the alert over what is left',
    file: 'src/main/enrollment/left.ts',
    find: 'if (names.join() === raised.join()) return null;',
    replace: 'if (names.length >= raised.length) return null;',
    tests: [faults, 'F13'],
  },
  {
    name: 'a pass that cannot be deleted blocks until it has surely expired',
    file: 'src/main/enrollment/undo.ts',
    find: 'if (endsAt === null || clock.now() < endsAt) return false;',
    replace: 'if (endsAt === null) return false;',
    tests: [faults, 'F13'],
  },
  {
    name: 'the age of an effect by the clock that cannot be set',
    file: 'src/main/enrollment/undo.ts',
    find: 'if (begun !== null) return clock.monotonicMs() - begun;',
    replace: 'if (begun === -1) return clock.monotonicMs() - begun;',
    tests: [faults, 'F12'],
  },
  {
    name: 'the look at the clock before a pass is created',
    file: 'src/main/enrollment/work.ts',
    find: 'Math.abs(serverTime - clock.now()) > settings.clockSkewSeconds * 1000',
    replace: 'serverTime - clock.now() === settings.clockSkewSeconds * 1000',
    tests: [faults, 'F12'],
  },
  {
    name: 'the look for a pass of somebody else that replaced ours',
    file: 'src/main/enrollment/looks.ts',
    find: 'method.id !== baseline.passId &&',
    replace: 'method.id === baseline.passId &&',
    tests: [faults, 'F9'],
  },
  {
    name: 'the look of recovery for a key that was provisioned',
    file: 'src/main/enrollment/recover.ts',
    find: '  await settleAll(effectPorts);',
    replace: '',
    tests: ['test/unit/enrollment/provisioning.test.ts', 'looked for by recovery'],
  },
  {
    name: "the removal of somebody else's method by recovery",
    file: 'src/main/enrollment/recover.ts',
    find: '  await removeForeignLeft(effectPorts, entries);',
    replace: '',
    tests: ['test/unit/enrollment/unexpected.test.ts', 'by recovery'],
  },
  {
    name: 'the repetition of removals by recovery',
    file: 'src/main/enrollment/recover.ts',
    find: '  await repeatAll(effectPorts);',
    replace: '',
    tests: [failures, 'a process that dies'],
  },
  {
    name: 'the refusal to write after a write whose fate is unknown',
    file: 'src/main/journal/database.ts',
    find: 'export const isFatal = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/',
    replace: 'export const isFatal = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/',
    tests: ['test/crash/sync-error.test.ts', 'sync'],
  },
];

export const guards: readonly Guard[] = [
  ...ofTheEngine,
  ...ofWatching,
  ...ofTheWindow,
  ...ofTheKiosk,
  ...ofThePage,
  ...ofTheStation,
  ...ofTheDisk,
  ...ofTheDesk,
  ...ofOthersAtTheDesk,
  ...ofTheTenant,
  ...ofWhatComesAndGoes,
  ...ofThePackage,
  ...ofBadges,
  ...ofApprovals,
  ...ofTheLedger,
  ...ofTheLedgerLater,
];
