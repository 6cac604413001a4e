import { spawnSync } from 'node:child_process';
import nodeFs, { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { installedIn } from '../../src/main/posture/station/installed.ts';
import { readPackage } from '../../src/main/posture/station/package.ts';
import { keysInCage } from '../security/outside/keys.ts';
import { coloursIn, isSamePicture } from '../support/screen.ts';
import { buildPackage, canBuild, canInstall, tryPackage, type Trial } from './trial.ts';

/** What a build may take on a busy machine, in a test or before all of them. */
const BUILD_MS = 300_000;
vi.setConfig({ testTimeout: 60_000, hookTimeout: BUILD_MS });

const out = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-packages-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

const dpkgDeb = (...args: readonly string[]): string =>
  spawnSync('dpkg-deb', [...args], { encoding: 'utf8', maxBuffer: 1 << 24 }).stdout;

interface Entry {
  readonly mode: string;
  readonly owner: string;
  readonly name: string;
}
const entriesOf = (file: string): readonly Entry[] =>
  dpkgDeb('--contents', file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [mode = '', owner = '', , , , ...name] = line.split(/\s+/);
      return { mode, owner, name: name.join(' ') };
    });

/** dpkg's own books, and what useradd and userdel lock; their content is compared. */
const books =
  /^\/var\/(lib\/dpkg|log\/dpkg\.log|cache\/ldconfig)|^\/etc\/(passwd|group|shadow|gshadow|sub[ug]id)-?$|^\/etc\/\.pwd\.lock$/;
/** What is the same after adding and removing a user as it was before. */
const sameAfter = /^\/etc\/(passwd|group|shadow|gshadow|subuid|subgid)$/;

let file: string;
beforeAll(() => {
  if (canBuild) file = buildPackage(out);
});

if (canBuild) {
  describe('the Debian package', () => {
    it('says in its name, version and description that it is not for release', () => {
      const [version, description] = ['Version', 'Description'].map((field) =>
        dpkgDeb('--field', file, field).split('\n')[0]?.trim(),
      );
      expect(path.basename(file)).toBe(`tapdesk_${version ?? ''}_amd64.deb`);
      expect(version).toMatch(/^\d+\.\d+\.\d+~not\.for\.release$/);
      expect(description).toContain('NOT FOR RELEASE');
    });

    it("holds root's files alone, none of them writable for others or set-uid", () => {
      const wrong = entriesOf(file).filter(
        ({ mode, owner }) =>
          owner !== 'root/root' || (!mode.startsWith('l') && /[sStT]|w..w|.{8}w/.test(mode)),
      );
      expect(wrong).toEqual([]);
    });

    it('leaves out what Chromium brings for a set-uid sandbox and for crash reports', () => {
      const names = entriesOf(file).map(({ name }) => path.basename(name));
      expect(names).not.toContain('chrome-sandbox');
      expect(names).not.toContain('chrome_crashpad_handler');
      expect(names).not.toContain('default_app.asar');
    });

    it("is intact by the desk's own look at its files", async () => {
      const installation = installedIn(path.join(out, 'debian/usr/lib/tapdesk'), nodeFs, 'linux');
      // What is built here belongs to whoever built it; the package belongs to root.
      const rightsOf = (): Promise<null> => Promise.resolve(null);
      expect(await readPackage({ ...installation, rightsOf })).toBe('intact');
    });

    it('is byte for byte the same when it is made again', { timeout: BUILD_MS }, () => {
      const before = readFileSync(file);
      expect(readFileSync(buildPackage(out)).equals(before)).toBe(true);
    });
  });
}

if (canInstall) {
  describe('a station that the package is installed on', () => {
    let answers: Trial['answers'];
    let picture: Trial['picture'];
    let close: () => void;
    beforeAll(() => {
      const example: unknown = JSON.parse(readFileSync(path.resolve('docs/example-config.json'), 'utf8'));
      const config = z.record(z.string(), z.unknown()).parse(example);
      const pressed = keysInCage.map(([held]) => held);
      ({ answers, picture, close } = tryPackage({ file, config, pressed }));
    });
    afterAll(() => {
      close();
    });

    it('has the program as root owns it, with every library', () => {
      expect(answers('install'), answers('install.log')).toBe('0');
      expect(answers('not-roots')).toBe('');
      expect(answers('missing-libraries')).toBe('');
    });

    it('has units that systemd understands and that keep the desk within bounds', () => {
      expect(answers('units')).toBe('');
      const jobs = ['alerts', 'review', 'export', 'retention'].map((job) => `tapdesk-${job}`);
      for (const unit of ['tapdesk', 'tapdesk-halted', 'tapdesk-keyring', ...jobs]) {
        expect(answers(`security-${unit}`), answers(`security-${unit}.log`).slice(-80)).toBe('0');
      }
    });

    it('passes its own check of what the package put there', () => {
      expect(answers('lock'), answers('lock.log')).toBe('0');
    });

    it('has the command line, which refuses switches that open it', () => {
      expect(JSON.parse(answers('schema.json'))).toMatchObject({
        type: 'object',
      });
      expect(answers('refused')).toMatch(/not allowed: --no-sandbox\n2$/);
    });

    it('starts the desk in cage as an account without rights, and says that it lives', () => {
      expect(answers('notified')).toMatch(/READY=1[^]*WATCHDOG=1/);
      expect(answers('program')).toBe('/usr/lib/tapdesk/tapdesk');
      expect(answers('users')).toBe('tapdesk');
      expect(answers('status')).toMatch(/^NoNewPrivs:\t1$/m);
      expect(answers('status')).toMatch(/^CapBnd:\t0+$/m);
    });

    it("keeps the station's key in a keyring that the machine opens", () => {
      // Chromium's mark of a key that a keyring holds.
      expect(answers('station-key')).toBe('v11');
      expect(answers('session.log')).not.toContain('station.no-key');
    });

    it('is neither replaced nor removed while somebody is being enrolled', () => {
      for (const name of ['remove-busy', 'upgrade-busy']) {
        expect(answers(name), name).not.toBe('0');
        expect(answers(`${name}.log`)).toContain('somebody is being enrolled');
      }
      expect(answers('desk-after-refusal')).toBe('alive');
    });

    it('ends in its own way, and leaves nothing running', () => {
      expect(answers('stop')).toBe('0');
      expect(answers('notified')).toContain('STOPPING=1');
      expect(answers('left-running')).toBe('');
      expect(answers('again'), answers('again.log')).toBe('0');
    });

    it('paints the desk in cage, which stands there as before after every key that leaves a kiosk', () => {
      // A background alone is one colour; letters have hundreds.
      expect(coloursIn(picture('before'))).toBeGreaterThan(200);
      expect(answers('watched-desk')).toBe('same');
      expect(isSamePicture(picture('after'), picture('before'))).toBe(true);
      const log = answers('watched.log');
      const told = keysInCage.flatMap(([, name]) => (name === null ? [] : [name]));
      expect(told.filter((name) => !log.includes(`"hook":"key","host":${JSON.stringify(name)}`))).toEqual([]);
    });

    it('refuses a program that is older than its journal, and says what to do', () => {
      expect(answers('older')).not.toBe('0');
      expect(answers('older.log')).toMatch(/written by a later version \(format 99, this one reads \d+\)/);
    });

    it('tells people what to do when the desk does not stay up', () => {
      expect(answers('halted')).toContain('This desk has stopped');
      expect(answers('halted')).toContain('Call: ');
    });

    it('is as it was after a purge', () => {
      expect(answers('purge'), answers('purge.log')).toBe('0');
      const changed = answers('changed').split('\n');
      expect(changed.filter((name) => !books.test(name))).toEqual([]);
      expect(
        answers('different')
          .split('\n')
          .filter((name) => sameAfter.test(name)),
      ).toEqual([]);
    });
  });
}
