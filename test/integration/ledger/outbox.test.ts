import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  audit,
  createConnection,
  createOutbox,
  createSent,
  createStationLedger,
  roleOf,
  type Outbox,
  type OutboxStatus,
} from '../../../src/main/ledger/index.ts';
import {
  createOutgoingReader,
  createStationJournal,
  filesOf,
  type Signer,
  type StationJournal,
} from '../../../src/main/journal/index.ts';
import { fleetOf } from '../../../src/main/app/fleet.ts';
import { checkConfig, readLedgerAddress } from '../../../src/main/config/index.ts';
import { silentLog } from '../../support/engine.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

let fleet: TestLedger;
beforeAll(async () => {
  fleet = await startLedger();
}, 60_000);
afterAll(() => fleet.stop());

interface Desk {
  readonly id: string;
  readonly folder: string;
  readonly signer: Signer;
  readonly clock: VirtualClock;
  journal: StationJournal;
  outbox: Outbox;
  /** Ends the station's program and starts it again, with the ledger where it is or elsewhere. */
  readonly restart: (port?: number) => Promise<void>;
  readonly write: (count: number) => void;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const bound = { entries: 20, minutes: 60 };

/** A station with the real journal and the real outbox, and a clock that only moves when told. */
const openDesk = async (id: string): Promise<Desk> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-outbox-'));
  const signer = createTestSigner();
  const clock = createVirtualClock(Date.now());
  await fleet.station(id, signer);
  const address = await fleet.addressOf(roleOf(id));
  const files = filesOf(path.join(folder, 'journal.sqlite'));
  const open = async (port: number) => {
    const journal = createStationJournal({
      files,
      station: id,
      clock,
      randomBytes: (count) => randomBytes(count),
      openSigner: () => signer,
      checkpointFailed: (error) => {
        throw error;
      },
      setAside: () => undefined,
    });
    await journal.examine();
    const connection = createConnection({ ...address, port });
    const outbox = createOutbox({
      reader: createOutgoingReader(files),
      ledger: createStationLedger(connection, id),
      sent: createSent(path.join(folder, 'ledger-sent.json')),
      bound,
      version: '0.1.0',
      isOpen: () => true,
      clock: { ...clock, after: () => () => undefined },
      random: () => 0,
      log: silentLog,
    });
    return { journal, connection, outbox };
  };
  let opened = await open(fleet.server.port);
  const close = async (): Promise<void> => {
    await opened.outbox.stop();
    await opened.connection.close();
    opened.journal.close();
  };
  closing.push(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  const desk: Desk = {
    ...{ id, folder, signer, clock, journal: opened.journal, outbox: opened.outbox },
    restart: async (port = fleet.server.port) => {
      await close();
      opened = await open(port);
      desk.journal = opened.journal;
      desk.outbox = opened.outbox;
    },
    write: (count) => {
      for (let index = 0; index < count; index += 1) {
        const body = { type: 'example', enrollment: null, step: null, actor: 'station', subject: null };
        desk.journal.append({ ...body, data: { index } });
      }
    },
  };
  return desk;
};

/** What the ledger has of a station, as numbers by epoch. */
const inLedger = async (id: string): Promise<unknown> => {
  const { rows } = await fleet.admin.query(
    'SELECT epoch, count(*)::int AS entries, max(seq)::int AS last FROM entries WHERE station = $1 GROUP BY epoch ORDER BY epoch',
    [id],
  );
  return rows;
};

const auditOf = async (id: string): Promise<readonly string[]> => {
  const report = await audit(fleet.admin, {
    now: new Date(),
    silentOpenMinutes: 60,
    silentClosedMinutes: 600,
  });
  return report.fresh
    .filter(({ station }) => station === id)
    .map(({ kind, epoch, seq }) => `${kind} ${epoch}:${seq}`);
};

const noPort = 1;
const status = (
  state: OutboxStatus['state'],
  unsent: number,
  more: Partial<OutboxStatus> = {},
): OutboxStatus => ({ state, unsent, minutes: 0, over: false, ...more });

describe('the outbox', () => {
  it('sends what is written, its checkpoints too, and goes on after a restart', async () => {
    const desk = await openDesk('box-plain');
    desk.write(3);
    desk.journal.checkpoint();
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('well', 0));
    desk.write(2);
    await desk.restart();
    desk.write(1);
    await desk.outbox.round();
    // Three, the key, two; the restart's own checkpoint; one.
    expect(await inLedger('box-plain')).toEqual([{ epoch: 1, entries: 7, last: 7 }]);
    expect(await auditOf('box-plain')).toEqual([]);
  });

  it('takes journals of more than one epoch in their order', async () => {
    const desk = await openDesk('box-epochs');
    desk.write(2);
    writeFileSync(path.join(desk.folder, 'journal-seal-request.json'), '{}\n');
    await desk.restart();
    desk.write(2);
    await desk.outbox.round();
    const found = (await inLedger('box-epochs')) as readonly { readonly epoch: number }[];
    expect(found.map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(desk.outbox.status()).toEqual(status('well', 0));
    expect(await auditOf('box-epochs')).toEqual([]);
  });

  it('lets the desk work while the ledger is away, so many entries and so long, and catches up afterwards', async () => {
    const desk = await openDesk('box-away');
    desk.write(2);
    await desk.outbox.round();
    await desk.restart(noPort);
    const before = desk.outbox.status().unsent;
    desk.write(bound.entries - before);
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('away', bound.entries));
    desk.write(1);
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('away', bound.entries + 1, { over: true }));
    await desk.restart();
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('well', 0));
    expect(await auditOf('box-away')).toEqual([]);
  });

  it('closes after so many minutes, by the clock that nobody sets', async () => {
    const desk = await openDesk('box-late');
    desk.write(1);
    await desk.restart(noPort);
    await desk.outbox.round();
    await desk.clock.advance((bound.minutes - 1) * 60_000);
    desk.clock.setWallClock(-3_600_000);
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('away', 2, { minutes: bound.minutes - 1 }));
    await desk.clock.advance(60_000);
    await desk.outbox.round();
    expect(desk.outbox.status()).toEqual(status('away', 2, { over: true, minutes: bound.minutes }));
  });

  it('counts everything as unsent where nobody knows how far it got', async () => {
    const desk = await openDesk('box-unknown');
    desk.write(bound.entries);
    await desk.outbox.round();
    await desk.restart(noPort);
    expect(desk.outbox.status().over).toBe(false);
    writeFileSync(path.join(desk.folder, 'ledger-sent.json'), 'torn');
    await desk.restart(noPort);
    await desk.outbox.round();
    expect(desk.outbox.status().over).toBe(true);
  });

  it('stops the desk when the ledger has more of it than it knows, and the audit finds that a copy was put back', async () => {
    const desk = await openDesk('box-back');
    desk.write(3);
    await desk.restart();
    const copy = path.join(desk.folder, 'copy.sqlite');
    const file = path.join(desk.folder, 'journal.sqlite');
    await desk.restart();
    copyFileSync(file, copy);
    desk.write(5);
    desk.journal.checkpoint();
    await desk.outbox.round();
    expect(await auditOf('box-back')).toEqual([]);
    await desk.restart();
    const put = readFileSync(copy);
    desk.journal.close();
    for (const beside of ['-wal', '-shm']) rmSync(file + beside, { force: true });
    writeFileSync(file, put);
    rmSync(path.join(desk.folder, 'journal-checkpoint.jws'));
    await desk.restart();
    await desk.clock.advance(60_000);
    desk.write(1);
    desk.journal.checkpoint();
    await desk.outbox.round();
    expect(desk.outbox.status()).toMatchObject({ state: 'contradicts', over: true });
    const kinds = (await auditOf('box-back')).map((one) => one.split(' ')[0]);
    expect(kinds).toEqual(expect.arrayContaining(['rollback', 'fork', 'refused']));
  });

  it('loses and doubles nothing while the server is killed under it', async () => {
    const desk = await openDesk('box-kill');
    for (let turn = 0; turn < 3; turn += 1) {
      desk.write(200);
      const sending = desk.outbox.round();
      await fleet.server.kill();
      await sending;
      await fleet.server.start();
    }
    await desk.outbox.round();
    desk.journal.checkpoint();
    await desk.outbox.round();
    expect(await inLedgerAfterKill('box-kill')).toEqual([{ epoch: 1, entries: 601, last: 601 }]);
  });
});

describe('a ledger that was put back from its back-up', () => {
  it('is filled by its stations, and nothing is found', async () => {
    const desk = await openDesk('box-restored');
    desk.write(5);
    await desk.outbox.round();
    await fleet.backUp();
    desk.write(5);
    desk.journal.checkpoint();
    // The first time it notices that the server was away.
    await desk.outbox.round();
    await desk.outbox.round();
    expect(await inLedger('box-restored')).toEqual([{ epoch: 1, entries: 11, last: 11 }]);
    await fleet.restore();
    expect(await inLedger('box-restored')).toEqual([{ epoch: 1, entries: 5, last: 5 }]);
    // What it believed of the ledger is no longer so: it asks again.
    desk.write(1);
    await desk.outbox.round();
    await desk.outbox.round();
    desk.journal.checkpoint();
    await desk.outbox.round();
    expect(await inLedger('box-restored')).toEqual([{ epoch: 1, entries: 12, last: 12 }]);
    expect(desk.outbox.status()).toMatchObject({ state: 'well', unsent: 0 });
    expect(await auditOf('box-restored')).toEqual([]);
  });
});

const inLedgerAfterKill = async (id: string): Promise<unknown> => {
  await fleet.reconnect();
  expect(await auditOf(id)).toEqual([]);
  return inLedger(id);
};

describe('the fleet of a configuration', () => {
  it('takes the journal to the ledger and hands out leases, with what the files of the station hold', async () => {
    const desk = await openDesk('box-config');
    const { ca, certificate, privateKey } = await fleet.addressOf(roleOf('box-config'));
    const files = { caFile: ca, certificateFile: certificate, privateKeyFile: privateKey };
    const named = Object.entries(files).map(([name, content]) => {
      const file = path.join(desk.folder, name);
      writeFileSync(file, content, { mode: 0o600 });
      return [name, file] as const;
    });
    const example = JSON.parse(readFileSync('docs/example-config.json', 'utf8')) as Record<string, object>;
    const config = checkConfig({
      ...example,
      station: { ...example['station'], id: 'box-config' },
      ledger: {
        host: '127.0.0.1',
        port: fleet.server.port,
        database: 'postgres',
        ...Object.fromEntries(named),
      },
    });
    const address = readLedgerAddress(config, process.platform);
    const file = path.join(desk.folder, 'journal.sqlite');
    const opened = fleetOf(config, address, {
      ...{ file, version: '0.1.0', log: silentLog, signer: createTestSigner },
    });
    if (opened === null) throw new Error('the configuration names a ledger');
    const told: unknown[] = [];
    opened.ledger.listen((now) => told.push(now));
    desk.write(3);
    opened.start(() => true);
    await expect.poll(() => opened.ledger.status()).toEqual(status('well', 0));
    expect(told.at(-1)).toEqual(status('well', 0));
    const asked = { operator: 'operator-1', personSince: 0, operatorSince: 0 };
    expect(await opened.leases.take('person-1', 'e-1', asked).asked()).toEqual({ is: 'held', token: 1 });
    const presence = "SELECT open, unsent::int FROM presence WHERE station = 'box-config'";
    expect((await fleet.admin.query(presence)).rows).toEqual([{ open: true, unsent: 0 }]);
    await opened.stop();
    expect((await fleet.admin.query(presence)).rows).toEqual([{ open: false, unsent: 0 }]);
    expect(await inLedger('box-config')).toEqual([{ epoch: 1, entries: 3, last: 3 }]);
    chmodSync(path.join(desk.folder, 'privateKeyFile'), 0o644);
    expect(() => readLedgerAddress(config, 'linux')).toThrow(/run chmod 600/);
    expect(
      fleetOf({ ...config, ledger: null }, null, {
        ...{ file, version: '0.1.0', log: silentLog, signer: createTestSigner },
      }),
    ).toBeNull();
  });
});
