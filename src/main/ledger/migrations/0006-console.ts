/** Whose members see how the fleet stands. It cannot log in itself; a station is made a member of it. */
export const CONSOLES = 'tapdesk_ledger_consoles';

/** Decided by the canonical form of an entry, whose type and version stand at its end. */
const isOf = (type: string): string => {
  const end = `"type":"${type}","v":1}`;
  return `right(bytes, ${end.length}) = '${end}'`;
};
const ENDED = isOf('enrollment.ended');
const REFUSED = `${isOf('decision')} AND strpos(bytes, ',"verdict":"refuse"}') > 0`;
const POSTURE = isOf('posture.checked');

/** So far back figures go. */
const LATELY = "received_at > now() - interval '35 days'";

const of = (name: string): string => `(e.bytes::json -> 'data' -> '${name}')`;
/** What a station wrote is not always what this program writes; one odd entry must not take the view away. */
const numberOf = (name: string): string =>
  `CASE WHEN ${of(name)}::text ~ '^[0-9]{1,6}$' THEN ${of(name)}::text::int ELSE 0 END`;
const listOf = (name: string): string =>
  `CASE WHEN json_typeof(${of(name)}) = 'array' THEN ${of(name)} ELSE '[]'::json END`;

const FINE = `greatest(0, ${numberOf('checked')} - json_array_length(${listOf('notFine')})
  - json_array_length(${listOf('unknown')}))`;

const STATIONS = `SELECT s.station, s.site, s.state, p.seen_at, p.version, p.open, coalesce(p.unsent, 0) AS unsent,
    (SELECT c.received_at FROM checkpoints c WHERE c.station = s.station
      ORDER BY c.epoch DESC, c.size DESC LIMIT 1) AS checkpoint_at,
    (SELECT count(*)::int FROM leases l WHERE l.station = s.station AND l.expires_at > now()) AS enrolling,
    (SELECT count(*)::int FROM refusals r WHERE r.station = s.station) AS refusals,
    (SELECT count(*)::int FROM findings f WHERE f.station = s.station AND f.acknowledged_at IS NULL) AS findings,
    t.checked, t.fine
  FROM stations s LEFT JOIN presence p ON p.station = s.station
  LEFT JOIN LATERAL (
    SELECT ${numberOf('checked')} AS checked, ${FINE} AS fine FROM entries e
      WHERE e.station = s.station AND ${POSTURE} ORDER BY e.epoch DESC, e.seq DESC LIMIT 1
  ) t ON true`;

const FINDINGS = `SELECT f.station, s.site, f.kind, f.epoch, f.seq, f.found_at
  FROM findings f JOIN stations s ON s.station = f.station WHERE f.acknowledged_at IS NULL`;

const DAYS = `SELECT s.site, left(e.bytes::json ->> 'at', 10) AS day, e.bytes::json -> 'data' ->> 'ending' AS ending,
    count(*)::int AS count
  FROM entries e JOIN stations s ON s.station = e.station WHERE ${ENDED} AND ${LATELY} GROUP BY 1, 2, 3`;

const REFUSALS = `SELECT s.site, r.code, count(*)::int AS count
  FROM entries e JOIN stations s ON s.station = e.station
  CROSS JOIN LATERAL json_array_elements_text(${listOf('refuses')}) AS r (code)
  WHERE ${REFUSED} AND ${LATELY} GROUP BY 1, 2`;

const WAITING = `SELECT site, count(*)::int AS count FROM approval_offers
  WHERE closed_at IS NULL AND expires_at > now() GROUP BY site`;

const views: Readonly<Record<string, string>> = {
  console_stations: STATIONS,
  console_findings: FINDINGS,
  console_days: DAYS,
  console_refusals: REFUSALS,
  console_waiting: WAITING,
};

/**
 * What a supervisor's console sees of all stations: how each stands, and figures. The views run with their owner's rights
 * and show nothing else; no entry can be read through them, and nobody's object id.
 */
export const consoles: readonly string[] = [
  `CREATE ROLE ${CONSOLES} NOLOGIN`,
  `GRANT USAGE ON SCHEMA public TO ${CONSOLES}`,
  `CREATE INDEX entries_ended ON entries (received_at) WHERE ${ENDED}`,
  `CREATE INDEX entries_refused ON entries (received_at) WHERE ${REFUSED}`,
  `CREATE INDEX entries_posture ON entries (station, epoch, seq) WHERE ${POSTURE}`,
  ...Object.entries(views).flatMap(([name, sql]) => [
    `CREATE VIEW ${name} WITH (security_barrier) AS ${sql}`,
    `GRANT SELECT ON ${name} TO ${CONSOLES}`,
  ]),
];
