export { createDesk, type Desk } from './desk.ts';
export type { DeskLedger, LedgerOnDesk } from './ledger-watch.ts';
export type { ApprovalsElsewhere, RemoteApprovals } from './remote-approvals.ts';
export type { DeskClock, DeskPorts, DeskSettings, OpenTenant } from './ports.ts';
