// Makes a pack of one journal and the logs beside it, or of nothing, and says how long it took and how much memory the process needed at most.
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import process from 'node:process';
import { passPolicyPage, writePack } from '../../src/main/evidence/index.ts';
import { readStationKey } from '../../src/main/journal/index.ts';
import { joinReadings, look, readKeptLogs, viewOf } from '../../src/main/monitoring/index.ts';
import { reportOf } from '../../src/main/reporting/index.ts';
import { createSpill } from '../../src/main/spill/index.ts';
import { eachEntry } from '../../src/main/watching/index.ts';
import { writtenPolicyOf, writtenPolicyPage } from '../../src/main/written-policy/index.ts';
import { linesOf } from '../../src/verifier/lines.ts';
import { BEGIN, END } from './evidence-journal.ts';
import { nobodysConfig, numberedBytes } from './nobody.ts';

const [file = '', logFile = '', pack = ''] = process.argv.slice(2);

function* logLines(): Generator<string> {
  for (const line of linesOf(logFile)) yield line.toString('utf8');
}

/** An export as the command does it, with kept logs; of the tenant itself nothing is read. */
const make = (): void => {
  const spill = createSpill(pack);
  const config = nobodysConfig();
  const unknown = { known: false, because: 'tenant.forbidden' } as const;
  const { monitoring, policy, tenant } = config;
  const passPolicy = {
    tenant: { because: 'not read' },
    groups: [],
    desk: {
      ...{ baseline: 'zero-trust', lifetimeMinutes: 60, usableOnce: true },
      ...{ privilegedAllowed: false, privilegedLifetimeMinutes: 15, ruleSet: 'none' },
    },
  };
  const written = writtenPolicyOf(config, { previous: null, madeAt: END });
  const kept = readKeptLogs(logLines(), spill.rows);
  const logs = {
    audit: joinReadings([kept.audit], spill.rows),
    signIns: joinReadings([kept.signIns], spill.rows),
  };
  const report = reportOf({
    ...{ madeAt: END, site: 'Site', timeZone: 'UTC', period: { from: BEGIN, until: END }, previous: null },
    ...{ entries: eachEntry(file), ...logs, holders: unknown, maturity: unknown },
  });
  const view = viewOf(
    { now: END, monitoring, policy, people: unknown, entries: eachEntry(file), ...logs, groupIds: [] },
    spill.rows,
  );
  const findings = look(view, { rows: spill.rows });
  const madeAt = new Date(END).toISOString();
  writePack(
    pack,
    {
      ...{ station: 'desk-1', tenantId: tenant.tenantId, simulated: true, madeAt },
      ...{ from: new Date(BEGIN).toISOString(), until: madeAt, logs, findings, report },
      journals: [{ file, exported: false, station: 'desk-1', epoch: 1 }],
      ...{ reviews: [], roles: unknown, alerts: null, posture: { at: madeAt, results: {} } },
      passPolicy: { data: passPolicy, page: passPolicyPage(passPolicy, madeAt) },
      writtenPolicy: { data: written, page: writtenPolicyPage(written, config) },
    },
    {
      signer: readStationKey({ folder: path.dirname(file), protection: null }),
      randomBytes: numberedBytes(),
      redacted: false,
    },
  );
  spill.remove();
};

const begun = performance.now();
if (pack !== '') make();
const milliseconds = performance.now() - begun;
process.stdout.write(
  `${JSON.stringify({ ok: true, milliseconds, kilobytes: process.resourceUsage().maxRSS })}\n`,
);
