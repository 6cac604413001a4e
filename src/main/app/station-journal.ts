import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { JournalError, openJournal, type Journal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { clock } from './clock.ts';
import { openStationKey, type KeyProtection } from './station-key.ts';

/** Stands in for a journal that cannot be used: nothing can be appended, so nothing can be done. */
const unusable = (error: JournalError): Journal => {
  const refuse = (): never => {
    throw error;
  };
  return {
    append: refuse,
    read: () => [],
    ofEnrollment: () => [],
    ofType: () => [],
    openEnrollments: () => [],
    verify: refuse,
    checkpoint: () => undefined,
    close: () => undefined,
  };
};

/**
 * Opens the station's journal. The simulation has one of its own, so that practice never stands beside evidence.
 * A journal that cannot be opened is left as it is; the self-check then says so and the desk stays closed.
 */
export const openStationJournal = (place: {
  readonly folder: string;
  readonly station: string;
  readonly simulated: boolean;
  /** What keeps the station's key on a real tenant. */
  readonly protection: KeyProtection;
  readonly log: Logger;
}): Journal => {
  const file = path.join(place.folder, place.simulated ? 'journal-simulated.sqlite' : 'journal.sqlite');
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
    const protection = place.simulated ? null : place.protection;
    const signer = openStationKey({ folder: place.folder, protection });
    const checkpointFailed = (error: unknown): void =>
      place.log.error('checkpoint-failed', { reason: String(error) });
    return openJournal({ file, station: place.station, clock, randomBytes, signer, checkpointFailed });
  } catch (error) {
    const known =
      error instanceof JournalError ? error : new JournalError('station.journal-unwritable', error);
    return unusable(known);
  }
};
