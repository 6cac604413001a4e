import path from 'node:path';
import type { Config } from '../config/index.ts';
import type { FleetRead } from '../console/index.ts';
import type { DeskLedger } from '../desk/index.ts';
import { createOutgoingReader, filesOf, type Signer } from '../journal/index.ts';
import {
  createApprovals,
  createApprovalTable,
  createConnection,
  createLeases,
  createLeaseTable,
  createOutbox,
  createReadQuota,
  createReadTable,
  createSent,
  createStationLedger,
  LedgerError,
  readFleet,
  type Approvals,
  type Connection,
  type LedgerAddress,
  type LedgerConfig,
  type Leases,
  type ReadQuota,
} from '../ledger/index.ts';
import type { Logger } from '../log/index.ts';
import { clock } from './clock.ts';

/** The station as one of a fleet. */
export interface Fleet {
  readonly ledger: DeskLedger;
  readonly leases: Leases;
  /** What the tenant lets all desks together read. */
  readonly quota: ReadQuota;
  /** Approvals at other desks; null where the configuration names none. */
  readonly approvals: Approvals | null;
  /** All stations, for the console; null where it shows this one alone. */
  readonly read: (() => Promise<FleetRead>) | null;
  /** Sends the journal from now on. */
  readonly start: (isOpen: () => boolean) => void;
  /** Sends what there is once more, and lets the ledger go. */
  readonly stop: () => Promise<void>;
}

/** What the fleet is opened with. */
export interface FleetSetup {
  readonly config: LedgerConfig;
  readonly address: LedgerAddress;
  readonly station: string;
  /** The journal's file. */
  readonly file: string;
  readonly version: string;
  /** The station's own key; read when something is signed. */
  readonly signer: () => Signer;
  readonly log: Logger;
}

/** Whoever ends the program waits no longer than this for the ledger. */
const STOP_MS = 3_000;

const approvalsOf = ({ config, station, signer }: FleetSetup, connection: Connection): Approvals | null =>
  config.approval === null
    ? null
    : createApprovals({
        ...{ station, signer, trusted: config.approval.stations },
        table: createApprovalTable(connection, station),
      });

/** The fleet, or why it cannot be seen. */
const readAll = (connection: Connection, log: Logger) => async (): Promise<FleetRead> => {
  try {
    return { state: 'read', ...(await readFleet(connection)) };
  } catch (error) {
    log.warn('fleet-not-read', { why: String(error) });
    return { state: error instanceof LedgerError && error.code === 'ledger.denied' ? 'denied' : 'away' };
  }
};

/** Opens the way to the ledger; nothing is sent before `start`. */
const openFleet = (setup: FleetSetup): Fleet => {
  const { config, address, station, file, version, log } = setup;
  const files = filesOf(file);
  let isOpen = (): boolean => false;
  // Leases have a connection of their own, and approvals: nobody waits for a long journal.
  const connections = [
    createConnection(address),
    createConnection(address),
    createConnection(address),
    createConnection(address),
  ] as const;
  const [forJournal, forLeases, forApprovals, forConsole] = connections;
  const outbox = createOutbox({
    reader: createOutgoingReader(files),
    ledger: createStationLedger(forJournal, station),
    sent: createSent(path.join(files.folder, `${files.name}-ledger-sent.json`)),
    bound: config.offline,
    version,
    isOpen: () => isOpen(),
    clock,
    random: Math.random,
    log,
  });
  const { seconds, without } = config.lease;
  const close = async (): Promise<void> => {
    isOpen = () => false;
    await outbox.stop();
    if (outbox.status().state === 'well') await outbox.round();
    await Promise.all(connections.map((one) => one.close()));
  };
  return {
    ledger: { status: outbox.status, listen: outbox.listen },
    leases: createLeases({
      ...{ seconds, without, clock, log },
      table: createLeaseTable(forLeases, station, seconds),
    }),
    quota: createReadQuota({ table: createReadTable(forLeases, station), clock, log }),
    approvals: approvalsOf(setup, forApprovals),
    read: config.console ? readAll(forConsole, log) : null,
    start: (open) => {
      isOpen = open;
      outbox.start();
    },
    // What waits for the ledger longer than that is sent at the next start.
    stop: () => Promise.race([close(), clock.sleep(STOP_MS)]),
  };
};

/** The fleet that the configuration names; null where it names none. */
export const fleetOf = (
  config: Config,
  address: LedgerAddress | null,
  setup: Omit<FleetSetup, 'config' | 'address' | 'station'>,
): Fleet | null =>
  config.ledger === null || address === null
    ? null
    : openFleet({ ...setup, config: config.ledger, address, station: config.station.id });
