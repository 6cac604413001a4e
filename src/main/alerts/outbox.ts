import Database from 'libsql';
import { z } from 'zod';
import {
  alertReasons,
  deliveryCodes,
  type Alert,
  type AlertEnd,
  type AlertReason,
  type DeliveryCode,
  type StoredAlert,
} from './port.ts';
import { APPLICATION_ID, tables, VERSION } from './schema.ts';

/** How long SQLite waits for another process: the scheduler's command and the desk share one outbox. */
const BUSY_MS = 2_000;
/** What SQLite keeps of a file that holds a few alerts. */
const CACHE_KIB = 256;
/** Whoever sends has so long before somebody else may try. */
const CLAIM_MS = 2 * 60_000;

/** The outbox cannot be opened, or is none. */
export class OutboxError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutboxError';
  }
}

/** Who lets an alert be, and why. */
export interface Acknowledging {
  readonly by: string;
  readonly reason: AlertReason;
  readonly remark: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that happened to an alert and stands in no journal yet. */
export interface Unrecorded {
  readonly what: 'raised' | 'ended';
  readonly stored: StoredAlert;
}

/** Alerts on disk until every receiver has them, and what people said to them. Times are epoch milliseconds. */
export interface Outbox {
  /**
   * Takes what was found. What is known already is seen again, and neither sent nor counted twice.
   *
   * @param channels names of the receivers; each gets every alert that stands
   * @returns ids of what was not known before
   */
  readonly raise: (alerts: readonly Alert[], channels: readonly string[], now: number) => readonly string[];
  /** What raised these is over by itself. */
  readonly clear: (ids: readonly string[], now: number) => void;
  /** Newest first. */
  readonly list: (which: 'standing' | 'all') => readonly StoredAlert[];
  readonly find: (id: string) => StoredAlert | null;
  /** The next that is due for a receiver; it is held back from others for two minutes. */
  readonly claim: (
    channel: string,
    now: number,
  ) => { readonly alert: Alert; readonly attempts: number } | null;
  readonly delivered: (id: string, channel: string, now: number) => void;
  readonly failed: (
    id: string,
    channel: string,
    next: { readonly error: DeliveryCode; readonly due: number },
  ) => void;
  /** @returns false when it does not stand */
  readonly acknowledge: (id: string, by: Acknowledging) => boolean;
  /** Oldest first. */
  readonly unrecorded: () => readonly Unrecorded[];
  readonly recorded: (id: string, what: Unrecorded['what']) => void;
  readonly close: () => void;
}

const alertBody = z.object({
  id: z.string(),
  source: z.enum(['watch', 'desk', 'schedule', 'ledger']),
  rule: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  state: z.enum(['found', 'unknown']),
  at: z.string(),
  subject: z.string().nullable(),
  actor: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

const alertRow = z.object({
  id: z.string(),
  body: z.string(),
  first_seen: z.number(),
  last_seen: z.number(),
  ended: z.enum(['acknowledged', 'cleared']).nullable(),
  ended_at: z.number().nullable(),
  ended_by: z.string().nullable(),
  reason: z.enum(alertReasons).nullable(),
  remark: z.string().nullable(),
});
const deliveryRow = z.object({
  channel: z.string(),
  attempts: z.number(),
  delivered_at: z.number().nullable(),
  error: z.enum(deliveryCodes).nullable(),
});

type Connection = Database.Database;

const bodyOf = (text: string): Alert => alertBody.parse(JSON.parse(text));
const iso = (ms: number): string => new Date(ms).toISOString();

const endOf = (row: z.infer<typeof alertRow>): AlertEnd | null =>
  row.ended === null
    ? null
    : {
        how: row.ended,
        at: iso(row.ended_at ?? 0),
        by: row.ended_by,
        reason: row.reason,
        remark: row.remark,
      };

const COLUMNS = 'id, body, first_seen, last_seen, ended, ended_at, ended_by, reason, remark';

const createReading = (connection: Connection) => {
  const deliveries = connection.prepare(
    'SELECT channel, attempts, delivered_at, error FROM deliveries WHERE alert = ? ORDER BY channel',
  );
  const storedOf = (raw: unknown): StoredAlert => {
    const row = alertRow.parse(raw);
    return {
      alert: bodyOf(row.body),
      firstSeen: iso(row.first_seen),
      lastSeen: iso(row.last_seen),
      end: endOf(row),
      deliveries: deliveries.all(row.id).map((one) => {
        const { channel, attempts, delivered_at: at, error } = deliveryRow.parse(one);
        return { channel, attempts, deliveredAt: at === null ? null : iso(at), error };
      }),
    };
  };
  const list = connection.prepare(
    `SELECT ${COLUMNS} FROM alerts WHERE ended IS NULL OR ? ORDER BY first_seen DESC, id`,
  );
  const one = connection.prepare(`SELECT ${COLUMNS} FROM alerts WHERE id = ?`);
  const raised = connection.prepare(
    `SELECT ${COLUMNS} FROM alerts WHERE raise_recorded = 0 ORDER BY first_seen, id`,
  );
  const ended = connection.prepare(
    `SELECT ${COLUMNS} FROM alerts WHERE ended IS NOT NULL AND end_recorded = 0 ORDER BY ended_at, id`,
  );
  return {
    list: (which: 'standing' | 'all') => list.all(which === 'all' ? 1 : 0).map(storedOf),
    find: (id: string) => one.all(id).map(storedOf)[0] ?? null,
    unrecorded: (): readonly Unrecorded[] => [
      ...raised.all().map((row): Unrecorded => ({ what: 'raised', stored: storedOf(row) })),
      ...ended.all().map((row): Unrecorded => ({ what: 'ended', stored: storedOf(row) })),
    ],
  };
};

const createRaising = (connection: Connection) => {
  const insert = connection.prepare(
    'INSERT INTO alerts (id, body, first_seen, last_seen) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const seen = connection.prepare('UPDATE alerts SET last_seen = ? WHERE id = ?');
  const address = connection.prepare(
    'INSERT OR IGNORE INTO deliveries (alert, channel, due) SELECT id, ?, ? FROM alerts WHERE ended IS NULL',
  );
  const end = connection.prepare(
    "UPDATE alerts SET ended = 'cleared', ended_at = ? WHERE id = ? AND ended IS NULL",
  );
  return {
    raise: (alerts: readonly Alert[], channels: readonly string[], now: number): readonly string[] => {
      const fresh: string[] = [];
      for (const one of alerts) {
        const { changes } = insert.run(one.id, JSON.stringify(one), now, now);
        if (changes > 0) fresh.push(one.id);
        seen.run(now, one.id);
      }
      for (const channel of channels) address.run(channel, now);
      return fresh;
    },
    clear: (ids: readonly string[], now: number): void => {
      for (const id of ids) end.run(now, id);
    },
  };
};

const createSending = (connection: Connection): Pick<Outbox, 'claim' | 'delivered' | 'failed'> => {
  const next = connection.prepare(
    `SELECT a.body AS body, d.attempts AS attempts FROM deliveries d JOIN alerts a ON a.id = d.alert
     WHERE d.channel = ? AND d.delivered_at IS NULL AND d.due <= ? AND d.claimed_until <= ?
     ORDER BY d.due, a.first_seen, a.id LIMIT 1`,
  );
  const hold = connection.prepare('UPDATE deliveries SET claimed_until = ? WHERE alert = ? AND channel = ?');
  const done = connection.prepare(
    `UPDATE deliveries SET delivered_at = ?, attempts = attempts + 1, claimed_until = 0, error = NULL
     WHERE alert = ? AND channel = ?`,
  );
  const wait = connection.prepare(
    `UPDATE deliveries SET attempts = attempts + 1, error = ?, due = ?, claimed_until = 0
     WHERE alert = ? AND channel = ? AND delivered_at IS NULL`,
  );
  return {
    claim: (channel, now) => {
      const [raw] = next.all(channel, now, now);
      if (raw === undefined) return null;
      const { body, attempts } = z.object({ body: z.string(), attempts: z.number() }).parse(raw);
      const alert = bodyOf(body);
      hold.run(now + CLAIM_MS, alert.id, channel);
      return { alert, attempts };
    },
    delivered: (id, channel, now) => void done.run(now, id, channel),
    failed: (id, channel, { error, due }) => void wait.run(error, due, id, channel),
  };
};

const prepare = (connection: Connection): void => {
  const numberOf = (pragma: string): number =>
    z.number().parse(connection.prepare(`SELECT * FROM pragma_${pragma}`).pluck().all()[0]);
  const version = numberOf('user_version');
  const empty = connection.prepare('SELECT 1 FROM sqlite_schema').all().length === 0;
  if (!empty && numberOf('application_id') !== APPLICATION_ID)
    throw new OutboxError('it is no outbox of alerts');
  if (version > VERSION) throw new OutboxError('a later version of the program made it');
  if (empty) {
    connection.exec(`${tables} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION};`);
  }
};

/** Runs `work` whole or not at all, with no other process in between. */
const createWhole =
  (connection: Connection) =>
  <T>(work: () => T): T => {
    connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  };

const opened = (file: string): Connection => {
  const connection = new Database(file, { timeout: BUSY_MS });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  createWhole(connection)(() => prepare(connection));
  return connection;
};

/**
 * Opens the outbox, and makes it where there is none; its folder exists. Several processes may have it open.
 *
 * @throws OutboxError when the file is something else, or cannot be opened
 */
export const openOutbox = (file: string): Outbox => {
  let connection: Connection;
  try {
    connection = opened(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OutboxError(`${file} cannot be used as the outbox of alerts: ${why}`, error);
  }
  const whole = createWhole(connection);
  const raising = createRaising(connection);
  const sending = createSending(connection);
  const reading = createReading(connection);
  const acknowledge = connection.prepare(
    `UPDATE alerts SET ended = 'acknowledged', ended_at = ?, ended_by = ?, reason = ?, remark = ?
     WHERE id = ? AND ended IS NULL`,
  );
  const recordedAs = {
    raised: connection.prepare('UPDATE alerts SET raise_recorded = 1 WHERE id = ?'),
    ended: connection.prepare('UPDATE alerts SET end_recorded = 1 WHERE id = ?'),
  };
  return {
    ...reading,
    raise: (alerts, channels, now) => whole(() => raising.raise(alerts, channels, now)),
    clear: (ids, now) => whole(() => raising.clear(ids, now)),
    claim: (channel, now) => whole(() => sending.claim(channel, now)),
    delivered: sending.delivered,
    failed: sending.failed,
    acknowledge: (id, { by, reason, remark, at }) => acknowledge.run(at, by, reason, remark, id).changes > 0,
    recorded: (id, what) => void recordedAs[what].run(id),
    close: () => connection.close(),
  };
};
