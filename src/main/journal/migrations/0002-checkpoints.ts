/**
 * Signed checkpoints, one at most for each length of the chain, in the order in which they were made; and a quick
 * way to the station's keys, which stand in the chain itself.
 */
export const checkpoints = `
CREATE TABLE checkpoints (
  seq INTEGER PRIMARY KEY REFERENCES entries (seq),
  jws TEXT NOT NULL
) STRICT;
CREATE INDEX entries_of_keys ON entries (seq) WHERE type = 'station.key';
CREATE TRIGGER checkpoints_grow_at_the_end BEFORE INSERT ON checkpoints
WHEN NEW.seq <= (SELECT ifnull(max(seq), 0) FROM checkpoints)
BEGIN SELECT RAISE(ABORT, 'checkpoints grow at the end only'); END;
CREATE TRIGGER checkpoints_never_change BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints never change'); END;
CREATE TRIGGER checkpoints_never_go BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
`;
