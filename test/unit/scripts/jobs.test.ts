import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const units = path.join(root, 'assets/linux/root/usr/lib/systemd/system');
const tasks = path.join(root, 'assets/windows/tasks');
const jobs = ['alerts', 'export', 'retention', 'review'];

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('jobs by the clock', () => {
  it('are the same for both systems, and call what there is', () => {
    expect(readdirSync(tasks).sort()).toEqual(jobs.map((job) => `tapdesk-${job}.xml`));
    for (const job of jobs) {
      const unit = readFileSync(path.join(units, `tapdesk-${job}.service`), 'utf8');
      expect(unit).toContain(`ExecStart=/usr/bin/tapdesk schedule ${job} --dir /var/lib/tapdesk/tapdesk\n`);
      const task = readFileSync(path.join(tasks, `tapdesk-${job}.xml`), 'utf8');
      expect(task).toContain(`<Arguments>--command-line schedule ${job} --dir "@DIR@"</Arguments>`);
    }
  });

  if (hasSystemd) {
    it('have units and times that systemd understands', () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-units-'));
      try {
        for (const job of jobs) {
          for (const kind of ['service', 'timer']) {
            const text = readFileSync(path.join(units, `tapdesk-${job}.${kind}`), 'utf8');
            // The program is not installed here.
            writeFileSync(
              path.join(folder, `tapdesk-${job}.${kind}`),
              text.replace('ExecStart=/usr/bin/tapdesk', 'ExecStart=/bin/true'),
            );
            const [, time] = /^OnCalendar=(.+)$/m.exec(text) ?? [];
            if (time !== undefined) execFileSync('systemd-analyze', ['calendar', time]);
          }
        }
        const files = jobs.map((job) => path.join(folder, `tapdesk-${job}.timer`));
        const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], {
          encoding: 'utf8',
        });
        expect(stdout + stderr).toBe('');
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
