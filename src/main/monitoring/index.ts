export type { Finding, FindingState, Severity, WatchRule } from './finding.ts';
export type { Told } from './from-journal.ts';
export { joinReadings, keptLogLines, readKeptLogs, type TenantLogReadings } from './kept-logs.ts';
export { watchRules } from './rules.ts';
export { monitoringConfig, type MonitoringConfig } from './settings.ts';
export type { PersonClass, View, Watched } from './view.ts';
export { look, peopleWithPasses, viewOf, watch, type WatchInput } from './watch.ts';
export { review, type Proposal, type Review, type Reviewed, type ReviewedGroup } from './review.ts';
