export * from './port.ts';
export { endorsementOf, jwsOf as signedOf } from './claim.ts';
export { digestOf, earlierFiles, filesOf, removeFile, replaceFile, type JournalFiles } from './files.ts';
export { exportLines } from './export.ts';
export { lookInto, removePersonal, type Look } from './look.ts';
export {
  createOutgoingReader,
  type Outgoing,
  type OutgoingReader,
  type Position,
  type Waiting,
} from './outgoing.ts';
export { REACH_MS } from './remains.ts';
export { prunedNote, type Pruned } from './sealing.ts';
export { createStationJournal, type StationJournalSetup } from './station.ts';
export { openJournal, type JournalSetup } from './store.ts';
export { isProtecting, openStationKey, readStationKey, type KeyProtection } from './station-key.ts';
