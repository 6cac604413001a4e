export * from './port.ts';
export { filesOf, type JournalFiles } from './files.ts';
export { createStationJournal, type StationJournalSetup } from './station.ts';
export { openJournal, type JournalSetup } from './store.ts';
