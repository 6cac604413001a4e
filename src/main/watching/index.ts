export { exportAlerts } from './exports.ts';
export { lookAndSend, type AlsoFound, type Looked, type LookingAndSending } from './look-and-send.ts';
export { noteAlerts } from './note.ts';
export { eachEntry, readEntries, toldIn } from './read-entries.ts';
export { readWatch, type WatchSources } from './read-watch.ts';
export { createWatcher, type LookState, type Watcher, type Watching } from './watcher.ts';
