export * from './port.ts';
export { endorsementOf } from './claim.ts';
export { filesOf, replaceFile, type JournalFiles } from './files.ts';
export { createStationJournal, type StationJournalSetup } from './station.ts';
export { openJournal, type JournalSetup } from './store.ts';
