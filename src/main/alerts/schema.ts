/** "Tdal": tells an outbox from any other SQLite file. */
export const APPLICATION_ID = 0x5464616c;

export const VERSION = 1;

/** The outbox as it is made. `claimed_until`: somebody is sending it now; over at that moment, whatever became of them. */
export const tables = `
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  ended TEXT CHECK (ended IN ('acknowledged', 'cleared')),
  ended_at INTEGER,
  ended_by TEXT,
  reason TEXT,
  remark TEXT,
  raise_recorded INTEGER NOT NULL DEFAULT 0,
  end_recorded INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE deliveries (
  alert TEXT NOT NULL REFERENCES alerts (id),
  channel TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  delivered_at INTEGER,
  error TEXT,
  PRIMARY KEY (alert, channel)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (channel, due) WHERE delivered_at IS NULL;
`;
