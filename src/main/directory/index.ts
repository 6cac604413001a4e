export * from './port.ts';
export { createGraphDirectory, type GraphDirectoryOptions } from './graph/directory.ts';
export { probeService } from './graph/probe.ts';
