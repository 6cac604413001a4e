import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { walkthroughsNamed } from '../../scripts/walkthrough/names.ts';
import { walk, type Walked } from '../../scripts/walkthrough/walk.ts';
import { filesHolding, holds } from '../support/search.ts';

/** Where one run leaves files: the desk's home and data, pictures, the tenant's record. */
let desktop: Desktop;
let out = '';
let runFolder = '';
const walked: Walked[] = [];

beforeAll(async () => {
  desktop = await prepareDesktop();
  runFolder = path.dirname(desktop.makeDataFolder('search'));
  out = mkdtempSync(path.join(tmpdir(), 'tapdesk-search-'));
  for (const name of ['new-hire', 'walk-away']) {
    for (const walkthrough of walkthroughsNamed(name)) {
      const folder = path.join(out, name);
      const recordFile = path.join(out, `${name}.jsonl`);
      walked.push(await walk({ walkthrough, desktop, folder, tenantArgs: [], recordFile }));
    }
  }
}, 240_000);

afterAll(async () => {
  await desktop.dispose();
  rmSync(out, { recursive: true, force: true });
});

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

  it('is in nothing that the desk wrote to its output', () => {
    for (const { output } of walked) {
      expect(output.length).toBeGreaterThan(0);
      for (const pass of passes()) expect(holds(Buffer.from(output), pass)).toBe(false);
    }
  });
});
