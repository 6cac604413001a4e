export {
  createApprovals,
  type Answer,
  type ApprovalParts,
  type Approvals,
  type NotTaken,
  type OpenOffer,
  type SignedAnswer,
} from './approvals/approvals.ts';
export { allowApprovals } from './approvals/allow.ts';
export { createApprovalTable, type ApprovalTable } from './approvals/table.ts';
export { audit, type AuditReport, type AuditSettings } from './audit/audit.ts';
export { findingKinds, type FindingKind, type LedgerFinding } from './audit/findings.ts';
export {
  auditOutside,
  type Known,
  type Outside,
  type OutsideCheckpoint,
  type OutsideMemory,
  type OutsideReport,
  type OutsideSettings,
} from './audit/outside.ts';
export { acknowledgeFinding, storedFindings, type FindingEnd, type StoredFinding } from './audit/standing.ts';
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
export { overview, type Overview } from './overview.ts';
export { createStationLedger, type Covering, type Refusal, type StationLedger } from './station.ts';
export { readFleet, type FleetFigures } from './fleet-figures.ts';
export { admit, allowConsole, revoke, stationKey, type Admission, type StationKey } from './stations.ts';
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
export {
  createLeases,
  type Lease,
  type LeaseParts,
  type LeaseProblem,
  type Leases,
  type LeaseStanding,
} from './lease-keeper.ts';
export {
  createLeaseTable,
  type FleetPasses,
  type GivenLease,
  type LeaseTable,
  type PassesAsked,
} from './leases.ts';
export { createReadQuota, type ReadQuota, type ReadQuotaParts } from './read-quota.ts';
export { createReadTable, GRAPH_READS, type ReadTable, type ReadWindow } from './reads.ts';
export { ledgerConfig, type LedgerConfig } from './settings.ts';
