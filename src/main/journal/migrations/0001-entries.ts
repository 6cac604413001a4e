/**
 * Entries and, beside them, the personal values they commit to. The columns that queries need are generated
 * from the hashed bytes, so they cannot say anything else than those. An entry is only ever added at the end;
 * a personal value may be removed (retention) and never changed.
 */
export const entries = `
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  bytes TEXT NOT NULL,
  type TEXT GENERATED ALWAYS AS (bytes ->> '$.type') VIRTUAL,
  enrollment TEXT GENERATED ALWAYS AS (bytes ->> '$.enrollment') VIRTUAL,
  subject TEXT GENERATED ALWAYS AS (bytes ->> '$.subject') VIRTUAL
) STRICT;
CREATE INDEX entries_of_enrollment ON entries (enrollment) WHERE enrollment IS NOT NULL;
CREATE INDEX entries_of_turning_points ON entries (type, subject)
  WHERE type IN ('enrollment.begun', 'enrollment.ended', 'enrollment.unresolved');
CREATE TABLE personal (
  seq INTEGER NOT NULL REFERENCES entries (seq),
  name TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (seq, name)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER entries_grow_at_the_end BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'entries grow at the end only'); END;
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER personal_never_changes BEFORE UPDATE ON personal
BEGIN SELECT RAISE(ABORT, 'personal values never change'); END;
`;
