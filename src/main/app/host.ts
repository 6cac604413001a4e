import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createEnrollmentMark } from './enrollment-mark.ts';
import { createServiceManager } from './service-manager.ts';

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

export const enrollmentMark = createEnrollmentMark({
  folder: process.platform === 'linux' ? (process.env['RUNTIME_DIRECTORY'] ?? null) : null,
  processId: process.pid,
  write: (file, text) => {
    writeFileSync(file, text, { mode: 0o644 });
  },
  remove: (file) => {
    rmSync(file, { force: true });
  },
});
