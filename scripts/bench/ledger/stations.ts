// A process of many simulated stations with the real outbox; its task comes as a file.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
  createConnection,
  createOutbox,
  createStationLedger,
  NOTHING,
  roleOf,
} from '../../../src/main/ledger/index.ts';
import type { Logger } from '../../../src/main/log/index.ts';
import { readJournal } from './journal.ts';
import { journalFile, stationsTask, writtenBy } from './plan.ts';

const task = stationsTask.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const nothing = (): void => undefined;
const log: Logger = { info: nothing, warn: nothing, error: nothing, module: () => log };
const read = (name: string): string => readFileSync(path.join(task.folder, name), 'utf8');
const ca = read('ca.crt');
const sent = { read: () => NOTHING, write: nothing };

for (const id of task.stations) {
  const role = roleOf(id);
  const connection = createConnection({
    ...{ host: '127.0.0.1', port: task.port, database: 'postgres', user: role, ca },
    certificate: read(`${role}.crt`),
    privateKey: read(`${role}.key`),
  });
  createOutbox({
    reader: readJournal(journalFile(task.folder, id), () => writtenBy(task, Date.now())),
    ledger: createStationLedger(connection, id),
    sent,
    bound: { entries: 100_000, minutes: 10_000 },
    version: 'bench',
    isOpen: () => true,
    clock: {
      now: () => Date.now(),
      monotonicMs: () => performance.now(),
      after: (ms, action) => {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    log,
  }).start();
}
