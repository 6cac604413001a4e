// Makes a pack of one journal, or verifies one, and says how long it took and how much memory the process needed at most.
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { demoConfig } from '../../src/main/cli/index.ts';
import { checkConfig } from '../../src/main/config/index.ts';
import { passPolicyPage, writePack } from '../../src/main/evidence/index.ts';
import { readStationKey } from '../../src/main/journal/index.ts';
import { watch } from '../../src/main/monitoring/index.ts';
import { reportOf } from '../../src/main/reporting/index.ts';
import { eachEntry } from '../../src/main/watching/index.ts';
import { writtenPolicyOf, writtenPolicyPage } from '../../src/main/written-policy/index.ts';
import { verifyPack } from '../../src/verifier/pack/verify.ts';
import { openZip } from '../../src/verifier/pack/zip.ts';
import { BEGIN, END } from './evidence-journal.ts';

const [what = '', file = '', folder = '', pack = ''] = process.argv.slice(2);

const nobody = {
  graph: 'https://localhost:1',
  authority: 'https://localhost:2',
  securityInfo: 'https://localhost:3',
  tenantId: '11111111-1111-4111-8111-111111111111',
  clientId: '22222222-2222-4222-8222-222222222222',
  leafFingerprint: 'sha256/none',
  caFile: 'ca.pem',
  stationDeviceId: 'device',
  adminToken: '',
  users: [],
};

/** The journal's part of an export, as the command does it; of the tenant there is nothing. */
const make = async (): Promise<boolean> => {
  const config = checkConfig(demoConfig(nobody, { caFile: 'ca.pem', dataFolder: null }));
  const unknown = { known: false, because: 'tenant.forbidden' } as const;
  const { monitoring, policy } = config;
  const passPolicy = {
    tenant: { because: 'not read' },
    groups: [],
    desk: {
      ...{ baseline: 'zero-trust', lifetimeMinutes: 60, usableOnce: true },
      ...{ privilegedAllowed: false, privilegedLifetimeMinutes: 15, ruleSet: 'none' },
    },
  };
  const written = writtenPolicyOf(config, { previous: null, madeAt: END });
  const logs = { audit: unknown, signIns: unknown };
  const report = reportOf({
    ...{ madeAt: END, site: 'Site', timeZone: 'UTC', period: { from: BEGIN, until: END }, previous: null },
    ...{ entries: eachEntry(file), ...logs, holders: unknown, maturity: unknown },
  });
  const findings = watch({
    ...{ now: END, monitoring, policy, people: unknown, entries: eachEntry(file), ...logs, groupIds: [] },
  });
  const madeAt = new Date(END).toISOString();
  let number = 0;
  await writePack(
    pack,
    {
      ...{ station: 'desk-1', tenantId: nobody.tenantId, simulated: true, madeAt },
      ...{ from: new Date(BEGIN).toISOString(), until: madeAt, logs, findings, report },
      journals: [{ file, exported: false, station: 'desk-1', epoch: 1 }],
      ...{ reviews: [], roles: unknown, alerts: null, posture: { at: madeAt, results: {} } },
      passPolicy: { data: passPolicy, page: passPolicyPage(passPolicy, madeAt) },
      writtenPolicy: { data: written, page: writtenPolicyPage(written, config) },
    },
    {
      signer: readStationKey({ folder, protection: null }),
      randomBytes: (count) =>
        createHash('sha256')
          .update(String((number += 1)))
          .digest()
          .subarray(0, count),
      redacted: false,
    },
  );
  return true;
};

const begun = performance.now();
const ok = what === 'make' ? await make() : verifyPack(openZip(pack), []).ok;
const milliseconds = performance.now() - begun;
process.stdout.write(`${JSON.stringify({ ok, milliseconds, kilobytes: process.resourceUsage().maxRSS })}\n`);
