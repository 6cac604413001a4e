import { existsSync } from 'node:fs';
import { openOutbox, outboxFile, type StoredAlert } from '../../alerts/index.ts';
import {
  passPolicyPage,
  type EvidenceInput,
  type JournalFile,
  type PassPolicy,
  type RoleLine,
} from '../../evidence/index.ts';
import { exportLines } from '../../journal/index.ts';
import {
  look,
  viewOf,
  type MakeRows,
  type Finding,
  type TenantLogReadings,
  type Told,
  type Watched,
  type PersonClass,
} from '../../monitoring/index.ts';
import { describePolicy, roleName } from '../../policy/index.ts';
import {
  existingGroupsIn,
  holdersIn,
  runChecks,
  type PostureSettings,
  type Reading,
} from '../../posture/index.ts';
import { reportOf, type Perhaps, type Report } from '../../reporting/index.ts';
import { eachEntry } from '../../watching/index.ts';
import { writtenPolicyOf, writtenPolicyPage } from '../../written-policy/index.ts';
import { keptPolicy } from '../policy/document.ts';
import { readPosture } from '../posture/read-posture.ts';
import { keptIn, peopleIssuedTo, readLogs } from '../reporting/read-logs.ts';
import { previousOf } from '../reporting/period.ts';
import { holdersOf, readMaturity } from '../reporting/read-people.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import type { Asked } from './asked.ts';

/** An enrollment that was open when the time began did so at most so long before. */
const LONGEST_MS = 12 * 60 * 60_000;

function* entriesOf(journals: readonly JournalFile[]): Generator<Told> {
  for (const { file } of journals) yield* eachEntry(file);
}

/** Entries of the time that is asked for, and of what led into it. */
function* entriesWithin(journals: readonly JournalFile[], { from, until }: Asked['period']): Generator<Told> {
  for (const entry of entriesOf(journals)) {
    const at = Date.parse(entry.at);
    if (at >= from - LONGEST_MS && at < until) yield entry;
  }
}

const passPolicyOf = (tenant: OpenTenant, { reading, settings }: Posture): PassPolicy => {
  const { methods } = reading.tenant;
  const groups = existingGroupsIn(reading, settings);
  const { policy } = tenant.config;
  const pass = methods.known ? methods.value.pass : null;
  return {
    tenant: pass ?? { because: methods.known ? 'the tenant has no such policy' : methods.because },
    groups: groups.known
      ? groups.value.map(({ id, displayName: name, members }) => ({
          ...{ id, name },
          members: members.known ? members.value.length : null,
        }))
      : [],
    desk: {
      ...{
        baseline: policy.baseline,
        lifetimeMinutes: policy.lifetimeMinutes,
        usableOnce: policy.usableOnce,
      },
      privilegedAllowed: policy.privileged.allowed,
      privilegedLifetimeMinutes: policy.privileged.lifetimeMinutes,
      ruleSet: describePolicy(policy).ruleSet,
    },
  };
};

const rolesOf = (reading: Reading): Perhaps<readonly RoleLine[]> => {
  const holders = holdersIn(reading);
  return holders.known
    ? { known: true, value: holders.value.map((one) => ({ ...one, role: roleName(one.roleId) })) }
    : { known: false, because: holders.because };
};

interface Posture {
  readonly reading: Reading;
  readonly settings: PostureSettings;
}

/** What people are, as far as lists over everybody tell. */
const classesOf = (
  tenant: OpenTenant,
  { reading }: Posture,
  maturity: Awaited<ReturnType<typeof readMaturity>>,
): Watched<ReadonlyMap<string, PersonClass>> => {
  const holders = holdersIn(reading);
  if (!holders.known) return { known: false, because: holders.because };
  if (!maturity.known) return maturity;
  const privileged = new Set(holders.value.map(({ id }) => id));
  const emergency = new Set(tenant.config.policy.emergencyAccessIds);
  return {
    known: true,
    value: new Map(
      maturity.value.registered.map(({ id, guest }) => [
        id,
        { guest, privileged: privileged.has(id), emergencyAccess: emergency.has(id) },
      ]),
    ),
  };
};

const alertsIn = (folder: string | null): readonly StoredAlert[] | null => {
  const places = folder === null ? [] : [false, true].map((simulated) => outboxFile(folder, simulated));
  const file = places.find((one) => existsSync(one));
  if (file === undefined) return null;
  const outbox = openOutbox(file);
  try {
    return outbox.list('all');
  } finally {
    outbox.close();
  }
};

function* reviewsIn(file: string | null): Generator<string> {
  if (file === null) return;
  for (const line of exportLines(file, { personal: false })) if (line.startsWith('{"actor"')) yield line;
}

/** What a pack is gathered from, and where rows lie meanwhile. */
export interface Gathering {
  readonly asked: Asked;
  readonly tenant: OpenTenant;
  readonly journals: readonly JournalFile[];
  readonly rows: MakeRows;
}

/** What is made of journals and tenant together. */
const judged = (
  of: Gathering,
  read: {
    readonly posture: Posture;
    readonly logs: TenantLogReadings;
    readonly maturity: Awaited<ReturnType<typeof readMaturity>>;
  },
): { readonly report: Report; readonly findings: Iterable<Finding> } => {
  const { asked, tenant, journals, rows } = of;
  const { posture, logs, maturity } = read;
  const { station, policy, monitoring } = tenant.config;
  const groups = existingGroupsIn(posture.reading, posture.settings);
  const report = reportOf({
    madeAt: posture.reading.at,
    site: station.site,
    timeZone: policy.hours.timeZone,
    ...{ period: asked.period, previous: previousOf(asked.period), entries: entriesOf(journals) },
    ...logs,
    holders: holdersOf(posture.reading),
    maturity,
  });
  const view = viewOf(
    {
      now: Math.min(posture.reading.at, asked.period.until),
      ...{ monitoring, policy, people: classesOf(tenant, posture, maturity) },
      entries: entriesWithin(journals, asked.period),
      ...logs,
      groupIds: groups.known ? groups.value.map(({ id }) => id) : [],
    },
    rows,
  );
  return { report, findings: look(view, { rows }) };
};

/** Reads everything that goes into a pack. */
export const gather = async (of: Gathering): Promise<EvidenceInput> => {
  const { asked, tenant, journals, rows } = of;
  const posture = await readPosture(tenant);
  const { reading, settings } = posture;
  const groups = existingGroupsIn(reading, settings);
  const previous = previousOf(asked.period);
  const recent = peopleIssuedTo(entriesOf(journals), previous.from);
  const logs = await readLogs(tenant, {
    ...{ from: previous.from, now: reading.at, kept: asked.logs.map((file) => keptIn(file, rows)), rows },
    groupIds: groups.known ? groups.value.map(({ id }) => id) : [],
    personIds: () => [...recent],
  });
  const maturity = await readMaturity(tenant);
  const madeAt = new Date(reading.at).toISOString();
  const passPolicy = passPolicyOf(tenant, posture);
  const written = writtenPolicyOf(tenant.config, {
    previous: asked.writtenPolicy === null ? null : keptPolicy(asked.writtenPolicy),
    madeAt: reading.at,
  });
  const results = runChecks(reading, settings);
  return {
    ...{ station: tenant.config.station.id, tenantId: tenant.config.tenant.tenantId },
    simulated: tenant.simulation !== null,
    from: new Date(asked.period.from).toISOString(),
    until: new Date(asked.period.until).toISOString(),
    ...{ madeAt, journals, logs },
    ...judged(of, { posture, logs, maturity }),
    roles: rolesOf(reading),
    alerts: alertsIn(asked.alerts),
    reviews: reviewsIn(asked.reviews),
    passPolicy: { data: passPolicy, page: passPolicyPage(passPolicy, madeAt) },
    writtenPolicy: { data: written, page: writtenPolicyPage(written, tenant.config) },
    posture: { at: madeAt, results: Object.fromEntries(results.map((one) => [one.id, one])) },
  };
};
