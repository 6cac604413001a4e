import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tapdesk } from '../../support/cli.ts';
import { writeJournal } from '../../support/written-journal.ts';

const written = writeJournal();
afterAll(written.remove);

const typesIn = (out: string): readonly string[] =>
  z
    .array(z.object({ type: z.string() }))
    .parse(JSON.parse(out))
    .map(({ type }) => type);

describe('tapdesk journal', () => {
  it('verifies', async () => {
    expect(await tapdesk('journal', 'verify', written.file)).toMatchObject({ code: 0, error: '' });
    expect((await tapdesk('journal', 'verify', written.file, '--station', 'desk-9')).code).toBe(1);
  });

  it('shows every entry, and never a name', async () => {
    const { code, out } = await tapdesk('journal', 'show', written.file);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(8);
    expect(out).toMatch(/^3 {2}2026-11-22T08:00:\S+ {2}enrollment\.begun {2}e-1 /m);
    expect(out).not.toContain('Nadia');
  });

  it('shows one enrollment, as one JSON document', async () => {
    const { out } = await tapdesk('journal', 'show', written.file, '--enrollment', 'e-1', '--json');
    expect(typesIn(out)).toEqual([
      'enrollment.begun',
      'decision',
      'effect.intent',
      'effect.outcome',
      'enrollment.ended',
    ]);
    const none = await tapdesk('journal', 'show', written.file, '--enrollment', 'e-9', '--json');
    expect(typesIn(none.out)).toEqual([]);
  });

  it('names a damaged entry in its place, in one JSON document all the same', async () => {
    const damaged = writeJournal();
    const connection = new Database(damaged.file);
    connection.exec(`DROP TRIGGER entries_never_change; DROP INDEX entries_of_enrollment;
      DROP INDEX entries_of_turns;
      UPDATE entries SET bytes = '[]' WHERE seq = 3;
      UPDATE entries SET bytes = CAST(x'7b2261223a22ff227d' AS TEXT) WHERE seq = 5`);
    connection.close();
    const { code, out, error } = await tapdesk('journal', 'show', damaged.file, '--json');
    const shown = z.array(z.object({ seq: z.number(), error: z.string().optional() })).parse(JSON.parse(out));
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(shown.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shown.flatMap((one) => (one.error === undefined ? [] : [one.seq]))).toEqual([3, 5]);
    expect((await tapdesk('journal', 'show', damaged.file)).out).toMatch(
      /^3 {2}this is not an entry any more$/m,
    );
    damaged.remove();
  });

  it.each([
    [[]],
    [['journal']],
    [['journal', 'mend', 'x']],
    [['journal', 'show']],
    [['journal', 'show', 'missing']],
    [['--simulate', 'journal', 'show']],
    [['--config']],
  ])('ends with 2 and says how it is used when it is given %j', async (args) => {
    const { code, out, error } = await tapdesk(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toContain('usage: tapdesk');
  });
});
