import { randomUUID } from 'node:crypto';
import { linesOf } from '../../../verifier/lines.ts';
import {
  createTenantLogs,
  type AuditEvent,
  type LogReading,
  type SignInEvent,
} from '../../directory/index.ts';
import {
  joinReadings,
  readKeptLogs,
  type MakeRows,
  type TenantLogReadings,
  type Told,
} from '../../monitoring/index.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { TenantToRead } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';

const DAY_MS = 86_400_000;
/** Source: facts about reports: a tenant keeps its logs for 30 days at most. */
const TENANT_KEEPS_MS = 30 * DAY_MS;

const context = () => ({ correlationId: randomUUID() });

function* textLines(file: string): Generator<string> {
  for (const line of linesOf(file)) yield line.toString('utf8');
}

/** Logs that were kept. @throws UsageError when a file is none */
export const keptIn = (file: string, rows?: MakeRows): TenantLogReadings => {
  try {
    return readKeptLogs(textLines(file), rows);
  } catch (error) {
    throw new UsageError(`${file} holds no logs of a tenant`, error);
  }
};

/** Whom passes were created for since a moment, by the journals. */
export const peopleIssuedTo = (entries: Iterable<Told>, since: number): ReadonlySet<string> => {
  const people = new Set<string>();
  for (const { type, step, subject, at, data } of entries) {
    const issued = type === 'effect.outcome' && step === 'issue' && data['result'] === 'ok';
    if (issued && subject !== null && Date.parse(at) >= since) people.add(subject);
  }
  return people;
};

/** What reading the logs is about. Times are epoch milliseconds. */
export interface LogsAsk {
  readonly from: number;
  readonly now: number;
  readonly groupIds: readonly string[];
  readonly kept: readonly TenantLogReadings[];
  /** Where they lie once they are joined; in memory when left out. */
  readonly rows?: MakeRows;
  readonly personIds: (audit: LogReading<AuditEvent>) => readonly string[];
}

/** What the tenant still has of its logs, joined with what was kept of them. */
export const readLogs = async (tenant: TenantToRead, ask: LogsAsk): Promise<TenantLogReadings> => {
  const logs = createTenantLogs(graphOf(tenant, tenant.session));
  // A tenant does not say from when on its log is whole: a day less than it keeps is whole for sure.
  const since = new Date(Math.max(ask.from, ask.now - TENANT_KEEPS_MS + DAY_MS)).toISOString();
  const live = await logs.readAudit({ since, groupIds: ask.groupIds }, context());
  const audit = joinReadings([live, ...ask.kept.map((one) => one.audit)], ask.rows);
  const signIns: LogReading<SignInEvent> = await logs.readSignIns(
    { since, personIds: ask.personIds(live) },
    context(),
  );
  return { audit, signIns: joinReadings([signIns, ...ask.kept.map((one) => one.signIns)], ask.rows) };
};
