export { createEnrollments, type EnrollmentsSetup } from './enrollments.ts';
export type { CardNews } from './card.ts';
export * from './port.ts';
export type { Question } from './proving.ts';
export type { EnrollmentClock } from './ports.ts';
export { logMayFollow } from './retest-proof.ts';
export { defaultSettings, type EnrollmentSettings } from './settings.ts';
export { badgeData } from './badge-data.ts';
export { recordNumberOf } from './view.ts';
