export type { FleetRead } from './fleet-view.ts';
export type { Answered, ConsoleData, LastLook, Looking } from './port.ts';
export { lastSeq, scan, seqSince } from './scan.ts';
export { createStationConsole, type StationConsole } from './station.ts';
