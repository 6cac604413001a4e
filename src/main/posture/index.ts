export { checkIds, type CheckId } from './check-ids.ts';
export type { Check, Result } from './check.ts';
export { checks } from './checks/index.ts';
export type { Reading } from './reading.ts';
export { runChecks } from './run.ts';
export type { PostureSettings } from './settings.ts';
export { stationFacts, type StationFacts } from './station/facts.ts';
export { postureConfig, type PostureConfig } from './config.ts';
export { gated, mayPass, standsAgainst, waivedBy, type Gated, type PostureReport } from './gate.ts';
export { readLocalStation, type LocalStation } from './station/local.ts';
export { thisStation } from './station/this-station.ts';
export type { Files } from './station/installed.ts';
export { checkSentences } from './sentences.ts';
export { journeyNames, walkJourney, type Journey, type JourneyName } from './access/journey.ts';
export * from './desired/index.ts';
export {
  describedFor,
  differencesIn,
  walkPerson,
  type Circumstances,
  type Difference,
  type PersonJourney,
  type PersonWay,
} from './access/person-journey.ts';
export { existingGroupsIn, holdersIn } from './people.ts';
