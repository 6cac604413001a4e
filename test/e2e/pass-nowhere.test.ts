import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { walkthroughsNamed } from '../../scripts/walkthrough/names.ts';
import type { Station } from '../../scripts/walkthrough/station.ts';
import { walk, type Walked } from '../../scripts/walkthrough/walk.ts';
import { filesHolding, holds } from '../support/search.ts';

/** Where one run leaves files: the desk's home and data, pictures, the tenant's record. */
let desktop: Desktop;
let out = '';
let runFolder = '';
const walked: Walked[] = [];
/** Where each walkthrough's paper is, if it comes to that. */
const printed: string[] = [];

beforeAll(async () => {
  desktop = await prepareDesktop();
  runFolder = path.dirname(desktop.makeDataFolder('search'));
  out = mkdtempSync(path.join(tmpdir(), 'tapdesk-search-'));
  for (const name of ['new-hire', 'walk-away']) {
    for (const walkthrough of walkthroughsNamed(name)) {
      const folder = path.join(out, name);
      const recordFile = path.join(out, `${name}.jsonl`);
      const more = { overrides: { leaveBehind: { printer: 'Desk printer' } }, before: printIntoFile };
      walked.push(await walk({ walkthrough, desktop, folder, tenantArgs: [], recordFile, ...more }));
    }
  }
}, 240_000);

afterAll(async () => {
  await desktop.dispose();
  rmSync(out, { recursive: true, force: true });
});

/**
 * Only a page of a partition in memory is taken, silently and for the one printer. What goes there is put into a file
 * instead, as the very pages that would come out.
 */
const printIntoFile = ({ app, dataFolder }: Station): Promise<void> => {
  printed.push(path.join(dataFolder, 'paper.pdf'));
  return app.evaluate(
    ({ app: electron }, file) => {
      electron.on('web-contents-created', (_event, contents) => {
        contents.print = (options, done) => {
          void contents.printToPDF({ pageSize: options?.pageSize === 'A4' ? 'A4' : 'A3' }).then((pdf) => {
            process.getBuiltinModule('fs').writeFileSync(file, pdf);
            const inMemory = !contents.session.isPersistent();
            done?.(inMemory && options?.silent === true && options.deviceName === 'Desk printer', '');
          });
        };
      });
    },
    printed.at(-1) ?? '',
  );
};

/** The text of the page, as it can be read and searched in what was printed. */
const paper = (): string => execFileSync('pdftotext', ['-layout', printed[0] ?? '', '-']).toString();

const passes = (): readonly string[] => walked.flatMap((one) => one.tenant.issuedPasses);

describe('the pass, as the tenant knows it', () => {
  it('was really issued, so that there is something to look for', () => {
    expect(passes()).toHaveLength(2);
    expect(passes().every((pass) => pass.length >= 8)).toBe(true);
  });

  it('is found by this search where it is planted', () => {
    const [pass = ''] = passes();
    const forms = [pass, Buffer.from(`x${pass}yz`).toString('base64'), encodeURIComponent(pass)];
    for (const [index, form] of forms.entries()) {
      const file = path.join(out, `planted-${index}`);
      writeFileSync(file, `before ${form} after`);
      expect(filesHolding([out], passes()).found).toEqual([file]);
      rmSync(file);
    }
  });

  it('is in no file of the desk, its journal, its profile, the pictures or the record', () => {
    const { searched, found } = filesHolding([runFolder, out], passes());
    expect(found).toEqual([]);
    expect(searched).toBeGreaterThan(20);
  });

  it('is not on the paper that the person takes along', () => {
    // Where lines break is the font's to say.
    expect(paper().replaceAll(/\s+/g, ' ').trim()).toMatch(
      new RegExp(
        [
          '^Your new way to sign in You set up Security key \\(My security key\\)',
          'How to sign in 1. Type your user name. 2. Plug your security key in, enter its PIN and touch it.',
          'It does not work\\? Call the service desk of this simulation',
          'Somebody signed in, and it was not you\\? Call the service desk of this simulation at once.',
          'There is no secret on this page. Nobody needs your PIN or a code from you: never tell either.',
          'Simulated site · Record [0-9A-F]{4}-[0-9A-F]{4}$',
        ].join(' '),
      ),
    );
    for (const pass of passes()) expect(paper()).not.toContain(pass);
  });

  it('is in nothing that the desk wrote to its output', () => {
    for (const { output } of walked) {
      expect(output.length).toBeGreaterThan(0);
      for (const pass of passes()) expect(holds(Buffer.from(output), pass)).toBe(false);
    }
  });
});
