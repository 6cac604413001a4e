export * from './port.ts';
export { openJournal, type JournalSetup } from './store.ts';
