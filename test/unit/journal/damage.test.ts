import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createStationJournal,
  filesOf,
  JournalError,
  type EntryBody,
  type Signer,
  type StationJournal,
} from '../../../src/main/journal/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';

let folder: string;
let file: string;
let signer: Signer;
const opened: StationJournal[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-damage-'));
  file = path.join(folder, 'journal.sqlite');
  signer = createTestSigner();
});
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
  rmSync(folder, { recursive: true });
});

const create = (by: () => Signer = () => signer): StationJournal => {
  const journal = createStationJournal({
    files: filesOf(file),
    station: 'desk-1',
    clock: { now: () => Date.UTC(2026, 10, 22, 8, 30), monotonicMs: () => 7 },
    randomBytes: (count) => randomBytes(count),
    openSigner: by,
    checkpointFailed: (error) => {
      throw error;
    },
    setAside: () => undefined,
  });
  opened.push(journal);
  return journal;
};

const examined = async (): Promise<StationJournal> => {
  const journal = create();
  await journal.examine();
  return journal;
};

const body = (type: string, more: Partial<EntryBody> = {}): EntryBody => ({
  type,
  enrollment: 'e-1',
  step: null,
  actor: 'station',
  subject: 'p-1',
  data: { codes: ['a'] },
  ...more,
});

/** An enrollment that ended and one that did not, then the end of the program. */
const write = async (): Promise<void> => {
  const journal = await examined();
  journal.append(body('desk.opened', { enrollment: null, subject: null, actor: 'operator-1' }));
  journal.append(body('enrollment.begun'), { displayName: 'Nadia Newhire' });
  journal.append(body('enrollment.ended'));
  journal.append(body('enrollment.begun', { enrollment: 'e-2', subject: 'p-2' }));
  journal.append(body('effect.intent', { enrollment: 'e-2', subject: 'p-2', step: 'issue' }));
  journal.close();
  endProgram();
};

/** As after the end of the program: nobody holds the file, and all of it is in one place. */
const endProgram = (): void => {
  const before = folder;
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-damage-'));
  file = path.join(folder, 'journal.sqlite');
  cpSync(before, folder, { recursive: true });
  rmSync(before, { recursive: true });
  if (!existsSync(file)) return;
  const connection = new Database(file);
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
};

const tamper = (sql: string): void => {
  const connection = new Database(file);
  connection.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
};

const sha256 = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, name)))
    .digest('hex');
const setAside = (): readonly string[] =>
  readdirSync(folder).filter((name) => name.includes('-damaged-') && name.endsWith('.sqlite'));
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof JournalError ? error.code : String(error);
  }
};

describe('a journal that is right', () => {
  it('goes on where it stopped, in the same epoch', async () => {
    await write();
    const journal = await examined();
    expect(journal.append(body('decision')).entry).toMatchObject({ epoch: 1, seq: 7 });
    expect(journal.damage()).toBeNull();
    expect(setAside()).toEqual([]);
  });

  it('takes nothing before it was examined, and is examined once', async () => {
    const journal = create();
    expect(() => journal.append(body('decision'))).toThrow(JournalError);
    expect([...journal.read()]).toEqual([]);
    await Promise.all([journal.examine(), journal.examine()]);
    await journal.examine();
    expect(journal.append(body('decision')).entry.seq).toBe(1);
  });

  it('is opened at last when the key comes back', async () => {
    let away = true;
    const journal = create(() => {
      if (away) throw new JournalError('station.no-key');
      return signer;
    });
    expect(await codeOf(journal.examine())).toBe('station.no-key');
    expect(existsSync(file)).toBe(false);
    away = false;
    await journal.examine();
    expect(journal.append(body('decision')).entry.seq).toBe(1);
  });
});

const drop = (...triggers: string[]): string => triggers.map((name) => `DROP TRIGGER ${name};`).join('');
const damages: readonly (readonly [name: string, damage: () => void, found: RegExp])[] = [
  [
    'with a changed entry',
    () =>
      tamper(
        `${drop('entries_never_change')} UPDATE entries SET bytes = replace(bytes, 'p-1', 'p-9') WHERE seq = 3`,
      ),
    /^entry 3: the content does not match its hash$/,
  ],
  [
    'with its tail cut off, and the checkpoints with it',
    () =>
      tamper(
        `${drop('entries_never_go', 'checkpoints_never_go')} DELETE FROM checkpoints WHERE seq > 2; DELETE FROM entries WHERE seq > 4`,
      ),
    /^entries 5 to 6 were there at 2026-11-22T08:30:00.000Z and are gone$/,
  ],
  [
    'with an index that does not say what the entries say',
    () => {
      const name = 'entries_of_enrollment';
      tamper(
        `DROP INDEX ${name}; CREATE INDEX ${name} ON entries (enrollment) WHERE enrollment IS NOT NULL AND seq > 3;
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE INDEX ${name} ON entries (enrollment) WHERE enrollment IS NOT NULL'
          WHERE name = '${name}'`,
      );
    },
    /entries_of_enrollment/,
  ],
  [
    'with an entry that is no text any more',
    () =>
      tamper(
        `${drop('entries_never_change')} DROP INDEX entries_of_enrollment; DROP INDEX entries_of_turns;
         UPDATE entries SET bytes = CAST(x'7b2261223a22ff227d' AS TEXT) WHERE seq = 4`,
      ),
    /^entry 4: the content is not text$/,
  ],
  [
    'without one of its triggers, though every entry is right',
    () => tamper(drop('entries_never_change')),
    /^the database is not as version 3 makes it: the trigger entries_never_change is gone$/,
  ],
  [
    'with a trigger that nobody of ours made',
    () => tamper('CREATE TRIGGER helpful AFTER INSERT ON entries BEGIN DELETE FROM personal; END'),
    /: the trigger helpful does not belong there$/,
  ],
  [
    'with a table that was made anew with fewer conditions',
    () =>
      tamper(
        `PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, ' REFERENCES entries (seq)', '') WHERE name = 'personal'`,
      ),
    /: the table personal was changed$/,
  ],
  ['that is a letter', () => writeFileSync(file, 'dear station, '.repeat(1000)), /not a database/],
  ['that is empty', () => truncateSync(file), /there was a journal before/],
];

describe('a journal', () => {
  it.each(damages)(
    '%s is set aside as it is, and the next epoch names what was last known',
    async (...named) => {
      const [, damage, found] = named;
      await write();
      damage();
      const before = sha256('journal.sqlite');
      const journal = await examined();
      const [aside = ''] = setAside();
      expect(aside).toMatch(/^journal-1-damaged-20261122T083000Z\.sqlite$/);
      expect(sha256(aside)).toBe(before);
      const [first] = journal.read();
      expect(first?.entry).toMatchObject({ type: 'epoch.begun', epoch: 2, seq: 1, actor: 'station' });
      expect(first?.entry.data).toMatchObject({
        cause: 'damaged',
        previousEpoch: 1,
        previousSize: 6,
        previousKid: signer.kid,
        previousX: signer.publicJwk.x,
        found: expect.stringMatching(found) as string,
        file: aside,
        sha256: before,
      });
      expect(journal.damage()).toMatchObject({ epoch: 1, file: aside });
      expect(journal.verify()).toMatchObject({ ok: true });
      journal.close();
      const again = await examined();
      expect(again.damage()).toMatchObject({ epoch: 1, file: aside });
      expect(setAside()).toEqual([aside]);
    },
  );

  it('that is gone is missed by the checkpoint beside it', async () => {
    await write();
    rmSync(file);
    const journal = await examined();
    const [first] = journal.read();
    expect(first?.entry.data).toMatchObject({
      cause: 'missing',
      previousSize: 6,
      knownFrom: 'checkpoint-copy',
      file: null,
    });
    expect(journal.damage()).toMatchObject({ epoch: 1, file: null });
  });

  it('of which an old copy was put back is found', async () => {
    await write();
    copyFileSync(file, `${file}.old`);
    const journal = await examined();
    journal.append(body('enrollment.ended', { enrollment: 'e-2' }));
    journal.close();
    endProgram();
    renameSync(`${file}.old`, file);
    const after = await examined();
    expect(after.damage()?.found).toMatch(/^entries 7 to 7 were there at .* and are gone$/);
  });

  it('beside which lies a checkpoint that the station never signed is found', async () => {
    await write();
    const copy = path.join(folder, 'journal-checkpoint.jws');
    const [header = '', payload = ''] = readFileSync(copy, 'utf8').split('.');
    writeFileSync(copy, `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}\n`);
    const journal = await examined();
    expect(journal.damage()?.found).toMatch(/copy of the last checkpoint/);
    // The one in the file is good.
    expect([...journal.read()][0]?.entry.data).toMatchObject({ knownFrom: 'journal', previousSize: 6 });
  });

  it('of an epoch that was ended before is found', async () => {
    await write();
    copyFileSync(file, `${file}.old`);
    truncateSync(file);
    (await examined()).close();
    endProgram();
    renameSync(`${file}.old`, file);
    rmSync(path.join(folder, 'journal-checkpoint.jws'));
    const journal = await examined();
    expect(journal.damage()).toMatchObject({ epoch: 2 });
    expect([...journal.read()][0]?.entry).toMatchObject({ epoch: 3 });
    expect(setAside()).toHaveLength(2);
  });
});

describe('what a damaged journal left open', () => {
  const breakSecond = (): void =>
    tamper(
      `${drop('entries_never_change')} UPDATE entries SET bytes = replace(bytes, 'p-1', 'p-9') WHERE seq = 4`,
    );

  it('is still open in the next epoch, with all that can be read of it, until it is ended there', async () => {
    await write();
    breakSecond();
    const journal = await examined();
    // Of e-1 the ending cannot be read any more: it is looked at again.
    expect(journal.openEnrollments()).toEqual(['e-1', 'e-2']);
    expect(journal.ofEnrollment('e-2').map(({ entry }) => [entry.epoch, entry.type])).toEqual([
      [1, 'enrollment.begun'],
      [1, 'effect.intent'],
    ]);
    journal.append(body('enrollment.ended', { enrollment: 'e-1' }));
    journal.close();
    const again = await examined();
    expect(again.openEnrollments()).toEqual(['e-2']);
    again.append(body('enrollment.ended', { enrollment: 'e-2' }));
    expect(again.openEnrollments()).toEqual([]);
    expect(again.ofEnrollment('e-2').map(({ entry }) => entry.epoch)).toEqual([1, 1, 2]);
  });

  it('outlives damage to the next epoch as well', async () => {
    await write();
    breakSecond();
    const second = await examined();
    second.append(body('enrollment.ended', { enrollment: 'e-1' }));
    second.close();
    endProgram();
    writeFileSync(file, 'not a database');
    const third = await examined();
    expect([...third.read()][0]?.entry).toMatchObject({ epoch: 3 });
    // Nobody can say any more that e-1 was ended in between: it is looked at again.
    expect(third.openEnrollments()).toEqual(['e-1', 'e-2']);
    expect(third.ofEnrollment('e-2')).toHaveLength(2);
  });

  it('is read on both sides of a page that is lost', async () => {
    const journal = await examined();
    for (let count = 0; count < 300; count += 1) {
      journal.append(body('enrollment.begun', { enrollment: `e-${count}` }));
    }
    journal.close();
    endProgram();
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 4096 / 3) * 4096;
    bytes.fill(0x41, middle, middle + 4096);
    writeFileSync(file, bytes);
    const after = await examined();
    const open = after.openEnrollments();
    expect(open.length).toBeGreaterThan(200);
    expect(open).toContain('e-0');
    expect(open).toContain('e-299');
  });
});

describe('a start that is cut off while an epoch is begun', () => {
  it.each(['before the file was moved', 'after the file was moved', 'after the epoch began'])(
    'goes on: %s',
    async (when) => {
      await write();
      tamper(
        `${drop('entries_never_change')} UPDATE entries SET bytes = replace(bytes, 'p-1', 'p-9') WHERE seq = 3`,
      );
      const before = readFileSync(file);
      (await examined()).close();
      endProgram();
      const [aside = ''] = setAside();
      const begun = new Database(file);
      const [text] = begun.prepare("SELECT bytes ->> '$.data' FROM entries WHERE seq = 1").pluck().all();
      begun.close();
      writeFileSync(path.join(folder, 'journal-next-epoch.json'), String(text));
      if (when !== 'after the epoch began') rmSync(file);
      if (when === 'before the file was moved') renameSync(path.join(folder, aside), file);
      const journal = await examined();
      expect(journal.damage()).toMatchObject({ epoch: 1, file: aside });
      expect([...journal.read()].map(({ entry }) => entry.type).slice(0, 2)).toEqual([
        'epoch.begun',
        'station.key',
      ]);
      expect(readFileSync(path.join(folder, aside)).equals(before)).toBe(true);
      expect(existsSync(path.join(folder, 'journal-next-epoch.json'))).toBe(false);
    },
  );
});

describe('a supervisor', () => {
  it('lets the desk go on, once and for every start after', async () => {
    await write();
    tamper(
      `${drop('entries_never_change')} UPDATE entries SET bytes = replace(bytes, 'p-1', 'p-9') WHERE seq = 4`,
    );
    const journal = await examined();
    const aside = journal.damage()?.file ?? '';
    expect([...journal.operators()]).toEqual(['operator-1']);
    journal.acknowledge({ supervisor: 'supervisor-1', reason: 'disk-fault' });
    expect(journal.damage()).toBeNull();
    const [entry] = journal.ofType('journal.acknowledged');
    expect(entry?.entry).toMatchObject({
      actor: 'supervisor-1',
      at: '2026-11-22T08:30:00.000Z',
      data: { epoch: 1, file: aside, sha256: sha256(aside), reason: 'disk-fault' },
    });
    journal.acknowledge({ supervisor: 'supervisor-2', reason: 'disk-fault' });
    expect(journal.ofType('journal.acknowledged')).toHaveLength(1);
    journal.close();
    endProgram();
    expect((await examined()).damage()).toBeNull();
  });
});

describe('a file that cannot be reached', () => {
  it('is not damaged: another program holds it', async () => {
    await write();
    const other = new Database(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    const journal = create();
    expect(await codeOf(journal.examine())).toBe('station.journal-unwritable');
    other.exec('ROLLBACK');
    other.close();
    expect(setAside()).toEqual([]);
    await journal.examine();
    expect(journal.damage()).toBeNull();
  });

  it('is not damaged: a folder stands where it should', async () => {
    await write();
    rmSync(file);
    const other = filesOf(path.join(file, 'below', 'journal.sqlite'));
    writeFileSync(file, 'in the way');
    const journal = createStationJournal({
      files: other,
      station: 'desk-1',
      clock: { now: () => 0, monotonicMs: () => 0 },
      randomBytes: (count) => randomBytes(count),
      openSigner: () => signer,
      checkpointFailed: () => undefined,
      setAside: () => undefined,
    });
    expect(await codeOf(journal.examine())).toBe('station.journal-unwritable');
  });

  it('is put back as it was when a write to it was cut off, and not called damaged', async () => {
    await write();
    const connection = new Database(file);
    connection.exec(
      'PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE filler (a);',
    );
    for (let count = 0; count < 200; count += 1) {
      connection.exec(`INSERT INTO filler VALUES (zeroblob(4000))`);
    }
    copyFileSync(file, `${file}.cut`);
    copyFileSync(`${file}-journal`, `${file}.cut-journal`);
    connection.exec('ROLLBACK');
    connection.close();
    renameSync(`${file}.cut`, file);
    renameSync(`${file}.cut-journal`, `${file}-journal`);
    const journal = await examined();
    expect(journal.damage()).toBeNull();
    expect(journal.openEnrollments()).toEqual(['e-2']);
    expect(setAside()).toEqual([]);
  });
});
