import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createStationJournal,
  filesOf,
  type EntryBody,
  type Signer,
  type StationJournal,
} from '../../src/main/journal/index.ts';
import { createTestSigner } from './journal-signer.ts';

/** A station's data folder, on which its journal is opened and left as by a program that starts and ends. */
export interface StationFolder {
  /** Path of a file in it. */
  readonly at: (name: string) => string;
  /** Opens the journal, with another key if asked. */
  readonly start: (signer?: Signer) => Promise<StationJournal>;
  /** Ends the program: nobody holds the files any more. */
  readonly end: (journal: StationJournal) => void;
  readonly signer: Signer;
  readonly remove: () => void;
}

/** What one entry says, with what tests rarely care about filled in. */
export const said = (type: string, more: Partial<EntryBody> = {}): EntryBody => ({
  type,
  enrollment: null,
  step: null,
  actor: 'station',
  subject: null,
  data: {},
  ...more,
});

/** Makes a station's folder; each look at its clock is a second later. */
export const createStationFolder = (station = 'desk-1'): StationFolder => {
  const signer = createTestSigner();
  let folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-station-'));
  let seconds = 0;
  const at = (name: string): string => path.join(folder, name);
  return {
    at,
    signer,
    start: async (by = signer) => {
      writeFileSync(at('station-key.public.jwk'), JSON.stringify(by.publicJwk));
      const journal = createStationJournal({
        files: filesOf(at('journal.sqlite')),
        station,
        clock: {
          now: () => Date.UTC(2026, 10, 22, 8) + (seconds += 1) * 1000,
          monotonicMs: () => seconds,
        },
        randomBytes: (count) => randomBytes(count),
        openSigner: () => by,
        checkpointFailed: (error) => {
          throw error;
        },
        setAside: () => undefined,
      });
      await journal.examine();
      return journal;
    },
    end: (journal) => {
      journal.close();
      // Prepared statements keep a closed connection's files: a copy is held by nobody.
      const before = folder;
      folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-station-'));
      cpSync(before, folder, { recursive: true });
      rmSync(before, { recursive: true });
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};
