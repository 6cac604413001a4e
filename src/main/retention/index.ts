export {
  overdueExport,
  readExportState,
  writeExportState,
  type Exporting,
  type ExportState,
} from './export-state.ts';
export { isToBeSealed, personalBefore, planEpochs, type EpochPlan, type KeptEpoch } from './plan.ts';
export { retentionConfig, type RetentionConfig } from './settings.ts';
