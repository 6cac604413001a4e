import { spawnSync } from 'node:child_process';
import { appendFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Journal } from '../../src/main/journal/index.ts';
import type { Fetch } from '../support/tenant.ts';
import type { Plan } from './plan.ts';

/** Numbers everything that an enrollment writes and asks, and lets the planned thing happen at one of these points. */
export interface Points {
  readonly journal: (journal: Journal) => Journal;
  readonly fetch: (fetch: Fetch) => Fetch;
  /** What was passed before does not count. */
  readonly begin: () => void;
  readonly passed: () => readonly string[];
}

/** The file that takes the room which is left on a small file system. */
export const FILLER = 'filler';
const PAGE = Buffer.alloc(4096, 1);

/** Takes what room is left. The error that ends the loop must be that of a full disk. */
const fillDisk = (folder: string): void => {
  try {
    for (;;) appendFileSync(path.join(folder, FILLER), PAGE);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
};

/** No file of this process can grow any more: what a full disk is to a journal, without a file system of its own. */
const limitFiles = (folder: string): void => {
  const bytes = statSync(path.join(folder, 'journal.sqlite-wal')).size;
  const done = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}`]);
  if (done.status !== 0) throw new Error(`the size of files cannot be limited: ${String(done.stderr)}`);
};

const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

const acts = {
  kill: die,
  // What was not synced is lost when the power comes back (power.ts).
  'power-loss': die,
  // The system's own calls fail (power.ts): the point is the number of such a call, and nothing happens here.
  'sync-error': () => undefined,
  'read-only': () => undefined,
  'full-disk': fillDisk,
  'size-limit': limitFiles,
} as const;

const placeOf = (address: string): string =>
  new URL(address).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*');

export const createPoints = ({ at, folder }: Pick<Plan, 'at' | 'folder'>): Points => {
  const passed: string[] = [];
  let counting = false;
  const point = (label: string): void => {
    if (!counting) return;
    passed.push(label);
    if (passed.length === at?.point) acts[at.what](folder);
  };
  return {
    begin: () => {
      counting = true;
    },
    passed: () => passed,
    journal: (journal) => ({
      ...journal,
      append: (body, personal) => {
        const label = `${body.type} ${body.step ?? ''}`.trim();
        point(`before ${label}`);
        const stored = journal.append(body, personal);
        point(`after ${label}`);
        return stored;
      },
    }),
    fetch: (fetch) => async (address, init) => {
      const label = `${init.method ?? 'GET'} ${placeOf(address)}`;
      point(`before ${label}`);
      const response = await fetch(address, init);
      // The answer has arrived and nothing has been made of it yet.
      point(`after ${label}`);
      return response;
    },
  };
};
