import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createEnrollmentMark } from './enrollment-mark.ts';
import { createServiceManager } from './service-manager.ts';
import { createUpdateWaits } from './update-waits.ts';

/** Part of systemd on every system that has it. */
const SYSTEMD_NOTIFY = '/usr/bin/systemd-notify';

/** This process, as the service manager knows it. */
export const serviceManager = createServiceManager({
  environment: process.env,
  notify: (words) => {
    // One that could not be said is followed by the next; without any, systemd acts.
    execFile(SYSTEMD_NOTIFY, [...words], () => undefined);
  },
  every: (ms, action) => {
    setInterval(action, ms).unref();
  },
});

/** The session's own, on a station with systemd. */
const sessionFolder = process.platform === 'linux' ? (process.env['RUNTIME_DIRECTORY'] ?? null) : null;

export const enrollmentMark = createEnrollmentMark({
  folder: sessionFolder,
  processId: process.pid,
  write: (file, text) => {
    writeFileSync(file, text, { mode: 0o644 });
  },
  remove: (file) => {
    rmSync(file, { force: true });
  },
});

export const updateWaits = createUpdateWaits({
  folder: sessionFolder,
  read: (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null),
  isAlive: (processId) => {
    try {
      return process.kill(processId, 0);
    } catch (error) {
      // It is root's: a signal to it is not allowed, which says that it is there.
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
});
