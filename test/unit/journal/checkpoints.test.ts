import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { keepCovered } from '../../../src/main/app/covering.ts';
import { entries } from '../../../src/main/journal/migrations/0001-entries.ts';
import {
  endorsementOf,
  JournalError,
  openJournal,
  type EntryBody,
  type Journal,
  type Signer,
} from '../../../src/main/journal/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-checkpoints-'));
  file = path.join(folder, 'journal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const failures: unknown[] = [];
const open = (signer?: Signer): Journal =>
  openJournal({
    file,
    station: 'desk-1',
    clock: { now: () => Date.UTC(2026, 10, 22, 8), monotonicMs: () => 7 },
    randomBytes: (count) => randomBytes(count),
    ...(signer === undefined ? {} : { signer }),
    checkpointFailed: (error) => failures.push(error),
  });

const body = (type: string): EntryBody => ({
  type,
  enrollment: 'e-1',
  step: null,
  actor: 'station',
  subject: 'p-1',
  data: {},
});

const rowSchema = z.array(z.object({ seq: z.number(), jws: z.string() }));
const inFile = <T>(work: (connection: Database.Database) => T): T => {
  const connection = new Database(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
};
const checkpoints = (): z.infer<typeof rowSchema> =>
  inFile((connection) =>
    rowSchema.parse(connection.prepare('SELECT seq, jws FROM checkpoints ORDER BY seq').all()),
  );
const covered = (): readonly number[] => checkpoints().map(({ seq }) => seq);

describe('a checkpoint', () => {
  it('is a JWS that a library of others accepts, over length and head of the chain', async () => {
    const signer = createTestSigner();
    const journal = open(signer);
    journal.append(body('enrollment.begun'));
    journal.checkpoint();
    const verification = journal.verify();
    const jws = checkpoints()[0]?.jws ?? '';
    const { payload } = await compactVerify(jws, await importJWK(signer.publicJwk, 'EdDSA'));
    expect(decodeProtectedHeader(jws)).toEqual({
      alg: 'EdDSA',
      kid: await calculateJwkThumbprint(signer.publicJwk),
      typ: 'tapdesk-checkpoint+jws',
    });
    expect(new TextDecoder().decode(payload)).toBe(
      `{"at":"2026-11-22T08:00:00.000Z","epoch":1,"head":"${verification.ok ? verification.head : ''}","size":2,"station":"desk-1","v":1}`,
    );
    journal.close();
  });

  it.each(['enrollment.ended', 'enrollment.unresolved', 'desk.opened', 'desk.closed'])(
    'follows %s at once',
    (type) => {
      const journal = open(createTestSigner());
      journal.append(body('decision'));
      expect(covered()).toEqual([]);
      journal.append(body(type));
      // The two, and the key.
      expect(covered()).toEqual([3]);
      journal.close();
      expect(covered()).toEqual([3]);
    },
  );

  it('is made at the end for what is not covered yet, and never twice for the same length', () => {
    const signer = createTestSigner();
    const journal = open(signer);
    journal.append(body('decision'));
    journal.checkpoint();
    journal.checkpoint();
    journal.append(body('decision'));
    journal.close();
    expect(covered()).toEqual([2, 3]);
    open(signer).close();
    expect(covered()).toEqual([2, 3]);
  });

  it('is made every minute of a desk at work over what is new by then, until the desk ends', () => {
    vi.useFakeTimers();
    try {
      const journal = open(createTestSigner());
      const stop = keepCovered(journal);
      journal.append(body('decision'));
      vi.advanceTimersByTime(59_999);
      expect(covered()).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(covered()).toEqual([2]);
      journal.append(body('decision'));
      vi.advanceTimersByTime(180_000);
      expect(covered()).toEqual([2, 3]);
      stop();
      journal.append(body('decision'));
      vi.advanceTimersByTime(60_000);
      expect(covered()).toEqual([2, 3]);
      journal.close();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not made without a key, and not for an empty journal', () => {
    const without = open();
    without.append(body('enrollment.ended'));
    without.close();
    expect(covered()).toEqual([]);
    rmSync(file);
    open(createTestSigner()).close();
    expect(covered()).toEqual([]);
  });
});

describe("the station's key", () => {
  const keysIn = (): readonly unknown[] => {
    const journal = open();
    const kids = journal.ofType('station.key').map(({ entry }) => entry.data);
    journal.close();
    return kids;
  };

  it('stands in the chain once, before the first checkpoint made with it, and again when it changes', () => {
    const [first, second] = [createTestSigner(), createTestSigner()];
    for (const signer of [first, first, second]) {
      const journal = open(signer);
      journal.append(body('enrollment.ended'));
      journal.close();
    }
    expect(keysIn()).toEqual([
      { ...first.publicJwk, kid: first.kid },
      { ...second.publicJwk, kid: second.kid, unendorsed: true },
    ]);
    expect(covered()).toEqual([2, 3, 5]);
  });

  it('carries the word of the key before, and no other', () => {
    const [first, second, stranger] = [createTestSigner(), createTestSigner(), createTestSigner()];
    const good = endorsementOf(second, first);
    for (const signer of [first, { ...second, endorsement: good }]) {
      const journal = open(signer);
      journal.append(body('enrollment.ended'));
      journal.close();
    }
    const journal = open({ ...stranger, endorsement: good });
    journal.append(body('enrollment.ended'));
    journal.close();
    expect(keysIn().slice(1)).toEqual([
      { ...second.publicJwk, kid: second.kid, endorsement: good },
      { ...stranger.publicJwk, kid: stranger.kid, unendorsed: true },
    ]);
  });
});

describe('a checkpoint that cannot be made', () => {
  it('is told, loses no entry, and is made up for by the next', () => {
    const signer = createTestSigner();
    let refuse = true;
    const journal = open({
      ...signer,
      sign: (bytes) => {
        if (refuse) throw new Error('the key is away');
        return signer.sign(bytes);
      },
    });
    failures.length = 0;
    journal.append(body('enrollment.ended'));
    expect(failures).toEqual([new Error('the key is away')]);
    expect(covered()).toEqual([]);
    refuse = false;
    journal.checkpoint();
    expect(covered()).toEqual([2]);
    expect(journal.verify()).toMatchObject({ ok: true, entries: 2 });
    journal.close();
  });
});

describe('the file', () => {
  const three = (): void => {
    const journal = open(createTestSigner());
    journal.append(body('enrollment.begun'));
    journal.append(body('enrollment.ended'));
    journal.close();
  };

  it.each([
    "UPDATE checkpoints SET jws = 'x'",
    'DELETE FROM checkpoints',
    "INSERT INTO checkpoints VALUES (2, 'x')",
    "INSERT OR REPLACE INTO checkpoints VALUES (3, 'x')",
  ])('forbids %s', (sql) => {
    three();
    expect(() => inFile((connection) => connection.exec(sql))).toThrow();
  });

  it.each([
    ['whose tail was cut off', 'DROP TRIGGER entries_never_go; DELETE FROM entries WHERE seq = 3', 3],
    [
      'whose checkpoint says something else',
      "DROP TRIGGER checkpoints_never_change; UPDATE checkpoints SET jws = 'e30.e30.x'",
      3,
    ],
  ])('is not opened again when it is one %s', (_, sql, firstBad) => {
    three();
    const running = open();
    inFile((connection) => connection.exec(`PRAGMA foreign_keys = OFF; ${sql}`));
    expect(running.verify()).toMatchObject({ ok: false, firstBad, entries: firstBad - 1 });
    running.close();
    expect(() => open()).toThrow(JournalError);
  });

  it('of the first version is opened and gets its checkpoints', () => {
    inFile((connection) =>
      connection.exec(`${entries} PRAGMA application_id = 1415869291; PRAGMA user_version = 1;`),
    );
    const journal = open(createTestSigner());
    journal.append(body('enrollment.ended'));
    journal.close();
    expect(covered()).toEqual([2]);
  });
});
