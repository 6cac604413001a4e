export { retentionConfig, type RetentionConfig } from './settings.ts';
