export { createFolderPlace } from './folder.ts';
export { coveredBy, epochFolder, keyOf, otherFolder, otherKeyOf, type Covered } from './keys.ts';
export { createMarkFile, NOTHING, type Mark, type MarkFile } from './mark.ts';
export {
  createCheckpointOutbox,
  type CheckpointOutbox,
  type CheckpointParts,
  type Destination,
  type PlaceStanding,
} from './outbox.ts';
export { PlaceError, type Place, type PlaceCode, type Put } from './port.ts';
export { createS3Place, type S3Settings } from './s3.ts';
export {
  checkpointsConfig,
  s3Config,
  s3Credentials,
  type CheckpointsConfig,
  type S3Config,
} from './settings.ts';
export { within } from './within.ts';
