import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entries } from '../../../src/main/journal/migrations/0001-entries.ts';
import { runVerifier } from '../../../src/verifier/command.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { writeJournal } from '../../support/written-journal.ts';

const written = writeJournal();
afterAll(written.remove);

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-verifier-'));
  file = path.join(folder, 'copy.sqlite');
  copyFileSync(written.file, file);
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]): { code: number; out: string; error: string } => {
  let [out, error] = ['', ''];
  const code = runVerifier(args, { out: (text) => (out += text), error: (text) => (error += text) });
  return { code, out, error };
};

const beside = (name: string, content: string): string => {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
};

const triggersOf = (connection: Database.Database): readonly { name: string; sql: string }[] =>
  z
    .array(z.object({ name: z.string(), sql: z.string() }))
    .parse(connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all());

/** Changes the file as somebody would who does not want to be seen: the triggers are there again afterwards. */
const tamper = (sql: string): void => {
  const connection = new Database(file);
  const triggers = triggersOf(connection);
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`);
  connection.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  for (const trigger of triggers) connection.exec(trigger.sql);
  connection.close();
};

const reportSchema = z.object({
  ok: z.boolean(),
  trust: z.string(),
  findings: z.array(z.object({ entry: z.number().nullable(), code: z.string() })),
});
const json = (out: string): z.infer<typeof reportSchema> => reportSchema.parse(JSON.parse(out));

describe('the command', () => {
  it('ends with 0 on a journal that holds, and says by whose word', () => {
    const key = beside('public.jwk', JSON.stringify(written.signer.publicJwk));
    expect(run(file)).toMatchObject({ code: 0, error: '' });
    expect(run(file).out).toContain('keys that only the journal itself names');
    expect(run(file, '--key', key, '--station', 'desk-1').out).toContain('signed by the given key');
    expect(json(run(file, '--json', '--key', key).out)).toMatchObject({ ok: true, trust: 'given-key' });
  });

  it('ends with 1 on one that does not, naming entry, what and since when', () => {
    tamper("UPDATE entries SET bytes = replace(bytes, 'e-1', 'e-2') WHERE seq = 4");
    const { code, out } = run(file);
    expect(code).toBe(1);
    expect(out).toMatch(/^entry 4: the content and its hash .*\(hash; right until 2026-11-22T08:00:/m);
    expect(json(run(file, '--json').out).findings).toEqual([
      expect.objectContaining({ entry: 4, code: 'hash' }),
    ]);
  });

  it('sees bytes that are no text any more', () => {
    tamper("UPDATE entries SET bytes = CAST(x'7b2261223a22ff227d' AS TEXT) WHERE seq = 4");
    expect(json(run(file, '--json').out).findings[0]).toMatchObject({ entry: 4, code: 'hash' });
  });

  it('sees the name of a personal value that is no text any more', () => {
    tamper("UPDATE personal SET name = CAST(x'646973706c6179ff' AS TEXT)");
    // In a process of its own: the driver ends the one that asks for such a thing as text.
    const program = path.resolve(import.meta.dirname, '../../../src/verifier/main.ts');
    const ran = spawnSync(process.execPath, [program, file, '--json'], { encoding: 'utf8' });
    expect({ status: ran.status, signal: ran.signal }).toEqual({ status: 1, signal: null });
    expect(json(ran.stdout).findings[0]).toMatchObject({ entry: 3, code: 'personal' });
  });

  it('ends with 1 for another station, another key and a cut that a kept checkpoint shows', () => {
    const stranger = beside('stranger.jwk', JSON.stringify(createTestSigner().publicJwk));
    expect(run(file, '--station', 'desk-2').code).toBe(1);
    expect(run(file, '--key', stranger).code).toBe(1);
    tamper('DELETE FROM checkpoints WHERE seq > 2; DELETE FROM entries WHERE seq > 5');
    expect(run(file).code).toBe(0);
    const kept = beside('kept', `${written.rows.checkpoints.map(({ jws }) => jws).join('\n')}\n`);
    expect(json(run(file, '--json', '--checkpoint', kept).out).findings).toEqual([
      expect.objectContaining({ entry: 7, code: 'tail-cut' }),
      expect.objectContaining({ entry: 8, code: 'tail-cut' }),
    ]);
  });

  it.each([
    ['a trigger that is gone', 'DROP TRIGGER entries_never_go', 'the trigger entries_never_go is gone'],
    ['an index that is gone', 'DROP INDEX entries_of_turns', 'the index entries_of_turns is gone'],
    [
      'a trigger that does something else',
      `DROP TRIGGER entries_never_go; CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
       BEGIN SELECT RAISE(IGNORE); END`,
      'the trigger entries_never_go was changed',
    ],
    ['a table more', 'CREATE TABLE notes (text)', 'the table notes does not belong there'],
  ])('names %s, where the chain itself holds', (_, sql, what) => {
    const connection = new Database(file);
    connection.exec(sql);
    connection.close();
    const { code, out } = run(file);
    expect(code).toBe(1);
    expect(out).toContain(`the file: ${what} (schema; right until the beginning)`);
    expect(out).toContain('1 found');
  });

  it('reads journals of the first version, which nobody signed', () => {
    rmSync(file);
    tamper(`${entries} PRAGMA application_id = ${String(0x5464736b)}; PRAGMA user_version = 1;`);
    expect(json(run(file, '--json').out)).toMatchObject({ ok: true, trust: 'no-checkpoint' });
  });

  it('changes nothing of the file', () => {
    const before = readFileSync(file);
    run(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([
    ['nothing', () => []],
    ['an unknown option', () => [file, '--fix']],
    ['two files', () => [file, file]],
    ['a file that is not there', () => [path.join(folder, 'missing.sqlite')]],
    ['a file that is a letter', () => [beside('letter', 'dear station, '.repeat(500))]],
    ['a key that is none', () => [file, '--key', beside('bad.jwk', '{"kty":"oct","k":"AA"}')]],
  ])('ends with 2 and says how it is used when it is given %s', (_, args) => {
    const { code, out, error } = run(...args());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain('Cannot verify');
    expect(error).toContain('--checkpoint');
  });

  it('says what it read until a damaged page of the database', () => {
    const bytes = readFileSync(file);
    // The header stays as it is; every page after the first is overwritten.
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0x41)]));
    const { code, out } = run(file, '--json');
    expect(code).toBe(1);
    expect(json(out).findings).toContainEqual(expect.objectContaining({ entry: null, code: 'file' }));
  });
});

describe('the program', () => {
  it('runs by itself', () => {
    const program = path.resolve(import.meta.dirname, '../../../src/verifier/main.ts');
    expect(execFileSync(process.execPath, [program, file], { encoding: 'utf8' })).toContain('nothing found');
  });
});
