import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createStationJournal, filesOf, type StationJournal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { clock } from './clock.ts';
import { openStationKey, type KeyProtection } from '../journal/index.ts';

/** Where the station's journal is. */
export const journalFile = (folder: string, simulated: boolean): string =>
  path.join(folder, simulated ? 'journal-simulated.sqlite' : 'journal.sqlite');

/**
 * The station's journal, not examined yet. The simulation has one of its own, so that practice never stands beside
 * evidence.
 */
export const openStationJournal = (place: {
  readonly folder: string;
  readonly station: string;
  readonly simulated: boolean;
  /** What keeps the station's key on a real tenant. */
  readonly protection: KeyProtection;
  readonly log: Logger;
}): StationJournal => {
  const file = journalFile(place.folder, place.simulated);
  const protection = place.simulated ? null : place.protection;
  return createStationJournal({
    files: filesOf(file),
    station: place.station,
    clock,
    randomBytes,
    openSigner: () => openStationKey({ folder: place.folder, protection }),
    checkpointFailed: (error) => place.log.error('checkpoint-failed', { reason: String(error) }),
    setAside: ({ previousEpoch, found, file: kept }) =>
      place.log.error('journal-set-aside', { epoch: previousEpoch, found, file: kept }),
  });
};
