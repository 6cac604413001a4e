export { createDesk, type Desk } from './desk.ts';
export type { Handlers } from './handlers.ts';
export type { DeskClock, DeskPorts, DeskSettings, OpenTenant } from './ports.ts';
