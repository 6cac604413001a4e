export {
  overdueExport,
  readExportState,
  writeExportState,
  type Exporting,
  type ExportState,
} from './export-state.ts';
export { noteHold } from './hold-record.ts';
export { isToBeSealed, personalBefore, planEpochs, type EpochPlan, type KeptEpoch } from './plan.ts';
export { retentionConfig, type HoldSettings, type RetentionConfig } from './settings.ts';
