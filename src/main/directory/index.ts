export * from './port.ts';
export { createGraphDirectory, type GraphDirectoryOptions } from './graph/directory.ts';
export { probeService } from './graph/probe.ts';
export * from './tenant-reading.ts';
export { createReadTenant, type ReadTenant } from './graph/posture/read-tenant.ts';
export { together } from './part.ts';
export { readingPermissions } from './graph/posture/needs.ts';
