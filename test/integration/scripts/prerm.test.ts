import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEnrollmentMark } from '../../../src/main/app/enrollment-mark.ts';
import { createUpdateWaits } from '../../../src/main/app/update-waits.ts';
import { createDeskAtHand, openDesk, read, type DeskAtHand } from '../../support/desk.ts';

// The package's own script against a desk that runs, by the two marks that they leave for each other.

const root = path.resolve(import.meta.dirname, '../../..');

let folder: string;
let script: string;
let running: ChildProcess | null;

/** The script as it is, for a station in a folder of this test, whose program is this process's. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-prerm-'));
  script = path.join(folder, 'prerm');
  running = null;
  const text = readFileSync(path.join(root, 'assets/linux/debian/prerm'), 'utf8');
  const program = path.dirname(process.execPath);
  writeFileSync(
    script,
    text
      .replaceAll('/run/tapdesk', folder)
      .replaceAll('/usr/lib/tapdesk', program)
      .replaceAll('/run/systemd/system', path.join(folder, 'no-systemd')),
  );
});

afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const isAlive = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
};

const waits = (): boolean =>
  createUpdateWaits({
    folder,
    read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
    isAlive,
  })();

const start = (word: string, waitSeconds: number) => {
  const env = { ...process.env, TAPDESK_WAIT_SECONDS: String(waitSeconds) };
  const child = spawn('/bin/sh', [script, word], { env, stdio: 'ignore' });
  running = child;
  return new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
};

/** A desk at which somebody is being enrolled, with the marks of a real station. */
const enrolling = async (): Promise<DeskAtHand> => {
  const mark = createEnrollmentMark({
    folder,
    processId: process.pid,
    write: (file, text) => writeFileSync(file, text),
    remove: (file) => rmSync(file, { force: true }),
  });
  const hand = createDeskAtHand({ enrolling: mark, updateWaits: waits });
  await openDesk(hand);
  await hand.badge(read);
  expect(hand.snapshot().screen.kind).toBe('operator/scenario');
  return hand;
};

// The script looks into /proc.
if (process.platform === 'linux') {
  describe('the removal of the package', () => {
    it('waits for who is being enrolled; nobody new begins, and then it goes on', async () => {
      const hand = await enrolling();
      const ended = start('upgrade', 20);
      await expect.poll(waits).toBe(true);
      // It does not look again before somebody has tried to begin.
      running?.kill('SIGSTOP');
      hand.script.move({ at: 'stopped', why: 'enrollment.cancelled', endedAt: 0 });
      await hand.call('enrollment.finish', {});
      await hand.badge(read);
      expect(hand.snapshot()).toMatchObject({
        screen: { kind: 'operator/ready' },
        problem: { code: 'station.update-waits' },
      });
      running?.kill('SIGCONT');
      expect(await ended).toBe(0);
      expect(waits()).toBe(false);
      hand.script.move({ at: 'scenario', why: null, endedAt: null });
      await hand.badge(read);
      expect(hand.snapshot()).toMatchObject({ screen: { kind: 'operator/scenario' }, problem: null });
    });

    it('gives up when that takes too long, and the desk takes people again', async () => {
      const hand = await enrolling();
      expect(await start('remove', 1)).toBe(1);
      expect(waits()).toBe(false);
      expect(hand.snapshot().screen.kind).toBe('operator/scenario');
    });
  });
}
