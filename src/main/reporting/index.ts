export {
  reportSchema,
  type AccessFigures,
  type Counts,
  type Figures,
  type JournalFigures,
  type MaturityFigures,
  type Perhaps,
  type Report,
  type Spread,
} from './figures.ts';
export { documentOf } from './page.ts';
export { before, reportOf, type ReportInput } from './report.ts';
export { createTally, tallyOf, type Tally, type TallyOf } from './tally.ts';
export type { InRole, MaturityInput, Span } from './tenant.ts';
