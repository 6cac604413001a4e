const whoSends = [
  `CREATE TABLE stations (
    station text PRIMARY KEY CHECK (station ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    site text NOT NULL CHECK (length(site) BETWEEN 1 AND 64),
    state text NOT NULL CHECK (state IN ('admitted', 'revoked')),
    admitted_by text NOT NULL,
    admitted_at timestamptz NOT NULL DEFAULT now(),
    revoked_by text,
    revoked_at timestamptz
  )`,
  `CREATE TABLE station_keys (
    station text NOT NULL REFERENCES stations (station),
    kid text NOT NULL,
    x text NOT NULL,
    admitted_by text NOT NULL,
    admitted_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    PRIMARY KEY (station, kid)
  )`,
];

const ENTRIES = `CREATE TABLE entries (
    station text NOT NULL,
    epoch integer NOT NULL CHECK (epoch >= 1),
    seq bigint NOT NULL CHECK (seq >= 1),
    before bigint,
    prev bytea,
    hash bytea NOT NULL,
    bytes text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, epoch, seq),
    UNIQUE (station, epoch, seq, hash),
    CONSTRAINT entries_size CHECK (octet_length(bytes) <= 65536),
    CONSTRAINT entries_json CHECK (bytes::json IS NOT NULL AND left(bytes, 10) = '{"actor":"'),
    CONSTRAINT entries_hash CHECK (hash = sha256('\\x00'::bytea || convert_to(bytes, 'UTF8'))),
    CONSTRAINT entries_place CHECK (
      before IS NOT DISTINCT FROM nullif(seq - 1, 0)
      AND (prev IS NULL) = (seq = 1)
      AND strpos(bytes, '"epoch":' || epoch || ',"monotonicMs":') > 0
      AND strpos(bytes, '"prev":"' || coalesce(encode(prev, 'hex'), repeat('0', 64))
        || '","seq":' || seq || ',"station":"' || station || '","step":') > 0
    ),
    CONSTRAINT entries_follow FOREIGN KEY (station, epoch, before, prev)
      REFERENCES entries (station, epoch, seq, hash)
  )`;

const whatCovers = [
  `CREATE TABLE checkpoints (
    station text NOT NULL,
    epoch integer NOT NULL CHECK (epoch >= 1),
    size bigint NOT NULL CHECK (size >= 1),
    digest bytea NOT NULL,
    jws text NOT NULL CHECK (octet_length(jws) <= 2048),
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, epoch, size, digest),
    CONSTRAINT checkpoints_digest CHECK (digest = sha256(convert_to(jws, 'UTF8')))
  )`,
];

/** What the audit has seen of each epoch, and of each checkpoint. */
const whatAudits = [
  `CREATE TABLE audited (
    station text NOT NULL,
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    kid text,
    at timestamptz NOT NULL,
    PRIMARY KEY (station, epoch)
  )`,
  `CREATE TABLE audited_checkpoints (
    station text NOT NULL,
    epoch integer NOT NULL,
    size bigint NOT NULL,
    digest bytea NOT NULL,
    good boolean NOT NULL,
    PRIMARY KEY (station, epoch, size, digest)
  )`,
];

const whatElse = [
  `CREATE TABLE presence (
    station text PRIMARY KEY,
    seen_at timestamptz NOT NULL DEFAULT now(),
    version text NOT NULL CHECK (length(version) <= 64),
    open boolean NOT NULL,
    unsent bigint NOT NULL CHECK (unsent >= 0)
  )`,
  `CREATE TABLE refusals (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    station text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    code text NOT NULL CHECK (length(code) <= 32),
    epoch integer NOT NULL,
    seq bigint NOT NULL,
    digest text NOT NULL CHECK (length(digest) <= 64)
  )`,
  'CREATE INDEX refusals_of_station ON refusals (station, id)',
  `CREATE TABLE findings (
    station text NOT NULL,
    kind text NOT NULL,
    epoch integer NOT NULL DEFAULT 0,
    seq bigint NOT NULL DEFAULT 0,
    what text NOT NULL,
    found_at timestamptz NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamptz,
    PRIMARY KEY (station, kind, epoch, seq)
  )`,
  // A row stays when its lease is over: the token of a person only ever grows.
  `CREATE TABLE leases (
    person text PRIMARY KEY CHECK (length(person) <= 64),
    station text NOT NULL,
    enrollment text NOT NULL CHECK (length(enrollment) <= 64),
    token bigint NOT NULL CHECK (token >= 1),
    expires_at timestamptz NOT NULL
  )`,
];

/**
 * The ledger's tables. The chain is held by the database itself, whoever writes: the primary key refuses a fork, the
 * foreign key a gap and an entry that does not follow the one before, the checks anything whose text and place do not
 * belong together. Plain SQL, without triggers or functions of its own.
 *
 * @param partitions into how many parts the entries are divided by station; 0 leaves them whole
 */
export const tables = (partitions: number): readonly string[] => [
  ...whoSends,
  partitions === 0 ? ENTRIES : `${ENTRIES} PARTITION BY HASH (station)`,
  ...Array.from(
    { length: partitions },
    (_, part) =>
      `CREATE TABLE entries_${part} PARTITION OF entries FOR VALUES WITH (MODULUS ${partitions}, REMAINDER ${part})`,
  ),
  ...whatCovers,
  ...whatAudits,
  ...whatElse,
];
