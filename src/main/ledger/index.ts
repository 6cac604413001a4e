export { audit, type AuditReport, type AuditSettings } from './audit/audit.ts';
export { findingKinds, type FindingKind, type LedgerFinding } from './audit/findings.ts';
export { connect, createConnection, type Connection } from './connect.ts';
export { migrate, VERSION, versionOf, type Layout } from './migrate.ts';
export { AUDITORS, roleOf, STATIONS } from './migrations/0002-rights.ts';
export {
  LedgerError,
  type LedgerAddress,
  type LedgerCode,
  type LedgerHead,
  type OutgoingEntry,
  type SignOfLife,
} from './port.ts';
export { createStationLedger, type Covering, type Refusal, type StationLedger } from './station.ts';
export { admit, revoke, stationKey, type Admission, type StationKey } from './stations.ts';
export {
  createOutbox,
  waitAfter,
  type Bound,
  type LedgerState,
  type Outbox,
  type OutboxParts,
  type OutboxStatus,
} from './outbox.ts';
export { createSent, NOTHING, type Sent } from './sent.ts';
