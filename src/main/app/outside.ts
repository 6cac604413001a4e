import path from 'node:path';
import {
  createCheckpointOutbox,
  createFolderPlace,
  createMarkFile,
  createS3Place,
  within,
  type CheckpointOutbox,
  type Place,
} from '../checkpoints/index.ts';
import type { CheckpointPlaces } from '../config/index.ts';
import { createOutgoingReader, filesOf } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { clock } from './clock.ts';

/** What checkpoints go outside with. */
export interface OutsideSetup {
  readonly places: CheckpointPlaces;
  readonly station: string;
  /** The journal's file. */
  readonly file: string;
  readonly simulated: boolean;
  readonly log: Logger;
}

/** Whoever ends the program waits no longer than this for the places. */
const STOP_MS = 3_000;
/** Practice never stands beside evidence. */
const PRACTICE = 'simulated/';

const placesOf = ({ folder, s3 }: CheckpointPlaces): readonly Place[] => [
  ...(folder === null ? [] : [createFolderPlace(folder)]),
  ...(s3 === null ? [] : [createS3Place(s3, clock.now)]),
];

/** What takes the station's checkpoints to the places of its configuration; null where it names none. */
export const outsideOf = ({
  places,
  station,
  file,
  simulated,
  log,
}: OutsideSetup): Pick<CheckpointOutbox, 'waiting' | 'start' | 'stop'> | null => {
  const all = placesOf(places);
  if (all.length === 0) return null;
  const files = filesOf(file);
  const outbox = createCheckpointOutbox({
    ...{ station, clock, log },
    reader: createOutgoingReader(files),
    destinations: all.map((place) => ({
      place: simulated ? within(place, PRACTICE) : place,
      mark: createMarkFile(path.join(files.folder, `${files.name}-checkpoints-${place.name}.json`)),
    })),
    random: Math.random,
  });
  return {
    waiting: outbox.waiting,
    start: outbox.start,
    // What no place took by then goes out at the next start.
    stop: () => Promise.race([outbox.stop(), clock.sleep(STOP_MS)]),
  };
};
