import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { hashOf } from '../../../src/main/journal/chain.ts';
import { bytesOf } from '../../../src/main/journal/entry.ts';
import { openJournal, type Entry, type Signer } from '../../../src/main/journal/index.ts';
import type { Told } from '../../../src/main/monitoring/index.ts';

/** Writes entries as a station's journal has them, signed; quickly, since it is only read afterwards. */
const writeStation = (file: string, entries: readonly Told[], signer: Signer): void => {
  let at = Date.parse(entries[0]?.at ?? '2026-01-01T00:00:00Z');
  const clock = { now: () => at, monotonicMs: () => 1 };
  const setup = { file, station: entries[0]?.station ?? 'desk-0', clock, signer };
  const randomBytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);
  const begin = openJournal({ ...setup, randomBytes });
  const first = begin.append(
    { type: 'desk.installed', enrollment: null, step: null, actor: 'station', subject: null, data: {} },
    { installedBy: 'Ivo Installer' },
  );
  begin.checkpoint();
  begin.close();
  const connection = new Database(file);
  connection.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = connection.prepare('INSERT INTO entries (seq, hash, bytes) VALUES (?, ?, ?)');
  const tip = connection.prepare('SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1').all()[0];
  let { seq, hash: prev } = z.object({ seq: z.number(), hash: z.string() }).parse(tip);
  for (const told of entries) {
    seq += 1;
    const entry: Entry = { ...first.entry, commitments: {}, ...told, seq, prev };
    const bytes = bytesOf(entry);
    prev = hashOf(bytes);
    insert.run(seq, prev, bytes);
    at = Date.parse(told.at);
  }
  connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  const end = openJournal({ ...setup, randomBytes });
  end.checkpoint();
  end.close();
};

/**
 * Writes the journal of every station that some entries name, each into a folder of its own.
 *
 * @returns the files, in order of the stations
 */
export const writeJournals = (
  folder: string,
  entries: readonly Told[],
  signerOf: (station: string) => Signer,
): readonly string[] => {
  const stations = new Map<string, Told[]>();
  for (const entry of entries) {
    const own = stations.get(entry.station) ?? [];
    own.push(entry);
    stations.set(entry.station, own);
  }
  return [...stations].sort().map(([station, own]) => {
    const place = path.join(folder, station);
    mkdirSync(place, { recursive: true });
    const file = path.join(place, 'journal-simulated.sqlite');
    writeStation(file, own, signerOf(station));
    return file;
  });
};
