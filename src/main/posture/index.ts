export { checkIds, type CheckId } from './check-ids.ts';
export type { Check, Result } from './check.ts';
export { checks } from './checks/index.ts';
export type { Reading } from './reading.ts';
export { runChecks } from './run.ts';
export type { PostureSettings } from './settings.ts';
export { stationFacts, type StationFacts } from './station.ts';
export { postureConfig, type PostureConfig } from './config.ts';
