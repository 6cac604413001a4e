import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { walkthroughs } from '../../scripts/walkthrough/names.ts';
import { walk } from '../../scripts/walkthrough/walk.ts';
import { squaresIn } from '../support/decode.ts';

let desktop: Desktop;
let out = '';

beforeAll(async () => {
  desktop = await prepareDesktop();
  out = mkdtempSync(path.join(tmpdir(), 'tapdesk-e2e-'));
}, 120_000);

afterAll(async () => {
  await desktop.dispose();
  rmSync(out, { recursive: true, force: true });
});

/** The stores, and the simulated tenant's page of the own methods. */
const known =
  /^https:\/\/(apps\.apple\.com\/app\/microsoft-authenticator\/id983156458|play\.google\.com\/store\/apps\/details\?id=com\.azure\.authenticator|localhost:\d+\/security-info)$/;

describe('a walkthrough through the real screens', () => {
  it.each(walkthroughs)(
    '$name ends $outcome and leaves nothing temporary',
    async (walkthrough) => {
      const folder = path.join(out, walkthrough.name);
      const { summary, tenant, enrollee } = await walk({
        walkthrough,
        desktop,
        folder,
        tenantArgs: [],
        recordFile: null,
      });
      expect(summary).toMatchObject({
        scenario: walkthrough.name,
        outcome: walkthrough.outcome,
        tenant: { livePasses: 0, strayMemberships: 0 },
        journal: { verified: true },
      });
      const registered = tenant.passkeys.filter((one) => one === enrollee.userPrincipalName);
      const registers = walkthrough.course === 'whole' || walkthrough.course === 'provisioned';
      const passkeys = registers && walkthrough.way !== 'authenticator-on-phone' ? 1 : 0;
      expect(registered).toHaveLength(passkeys);
      expect(tenant.issuedPasses).toHaveLength(walkthrough.course === 'refused' ? 0 : 1);
      // A camera reads addresses from the pictures, each of them known beforehand, and no pass among them.
      const squares = walkthrough.way === undefined ? [] : squaresIn(folder, 'enrollee-phone');
      expect(squares.length > 0).toBe(walkthrough.way !== undefined);
      expect(squares.filter((text) => !known.test(text))).toEqual([]);
      for (const pass of tenant.issuedPasses) expect(squares.join()).not.toContain(pass);
      expect(readdirSync(folder).filter((name) => name.endsWith('.png')).length).toBeGreaterThan(7);
    },
    180_000,
  );
});
