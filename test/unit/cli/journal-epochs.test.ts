import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endorsementOf } from '../../../src/main/journal/index.ts';
import { tapdesk, tapdeskAt } from '../../support/cli.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { createStationFolder, said, type StationFolder } from '../../support/station-folder.ts';

let station: StationFolder;
beforeEach(() => {
  station = createStationFolder();
});
afterEach(() => station.remove());

const current = (): string => station.at('journal.sqlite');
const sealed = (): string => station.at('journal-1-sealed.sqlite');
const exported = (): string => station.at('epoch-1.export');
const key = (): string => station.at('station-key.public.jwk');

/** An enrollment, the request to seal, and the start that does it. */
const sealOne = async (): Promise<void> => {
  const first = await station.start();
  first.append(said('enrollment.begun', { enrollment: 'e-1', subject: 'p-1' }), {
    displayName: 'Nadia Newhire',
  });
  first.append(said('enrollment.ended', { enrollment: 'e-1', subject: 'p-1' }));
  station.end(first);
  expect(await tapdesk('journal', 'seal', current())).toMatchObject({ code: 0, error: '' });
  const second = await station.start();
  second.append(said('decision'));
  station.end(second);
};

const codesOf = (out: string): readonly string[] =>
  z
    .object({ findings: z.array(z.object({ code: z.string() })) })
    .parse(JSON.parse(out))
    .findings.map(({ code }) => code);
const findings = async (...args: readonly string[]): Promise<readonly string[]> =>
  codesOf((await tapdesk('journal', 'verify', ...args, '--json')).out);

describe('sealing', () => {
  it('ends an epoch with an entry and a checkpoint, and the next one follows it', async () => {
    await sealOne();
    expect(await tapdesk('journal', 'verify', sealed(), '--key', key())).toMatchObject({ code: 0 });
    const after = await tapdesk('journal', 'verify', current(), '--key', key(), '--after', sealed());
    expect(after).toMatchObject({ code: 0 });
    expect(after.out).toContain('epoch 2');
    expect(after.out).toContain('after epoch 1, sealed');
    expect(existsSync(station.at('journal-seal-request.json'))).toBe(false);
  });

  it('keeps what the desk knows of earlier enrollments', async () => {
    await sealOne();
    const journal = await station.start();
    expect(journal.ofType('enrollment.ended', { subject: 'p-1' })).toHaveLength(1);
    expect(journal.ofEnrollment('e-1')).toHaveLength(2);
    expect(journal.openEnrollments()).toEqual([]);
    expect(journal.damage()).toBeNull();
    station.end(journal);
  });

  it('waits while an enrollment stands open', async () => {
    const journal = await station.start();
    journal.append(said('enrollment.begun', { enrollment: 'e-1', subject: 'p-1' }));
    station.end(journal);
    const refused = await tapdesk('journal', 'seal', current());
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.out).toContain('1 enrollments stand open');
    // Asked for behind the command's back, it waits all the same.
    writeFileSync(station.at('journal-seal-request.json'), '{}');
    station.end(await station.start());
    expect(existsSync(sealed())).toBe(false);
    const again = await station.start();
    again.append(said('enrollment.ended', { enrollment: 'e-1', subject: 'p-1' }));
    station.end(again);
    station.end(await station.start());
    expect(existsSync(sealed())).toBe(true);
  });

  it('is refused for a journal that is sealed, or empty', async () => {
    await sealOne();
    expect(await tapdesk('journal', 'seal', sealed())).toMatchObject({ code: 2 });
  });
});

describe('an export', () => {
  it('verifies by the key, with and without personal values', async () => {
    await sealOne();
    const answer = await tapdesk('journal', 'export', sealed(), '--out', exported(), '--json');
    expect(JSON.parse(answer.out)).toMatchObject({ ok: true, epoch: 1, entries: 4, sealed: true });
    expect(readFileSync(exported(), 'utf8')).not.toContain('Nadia');
    expect(await tapdesk('journal', 'verify', exported(), '--key', key())).toMatchObject({ code: 0 });
    const whole = station.at('whole.export');
    await tapdesk('journal', 'export', sealed(), '--out', whole, '--personal');
    expect(readFileSync(whole, 'utf8')).toContain('Nadia Newhire');
    expect(await tapdesk('journal', 'verify', whole, '--key', key())).toMatchObject({ code: 0 });
    expect(await tapdesk('journal', 'verify', current(), '--after', whole)).toMatchObject({ code: 0 });
  });

  it('is found wherever it was cut, and whichever line is missing, doubled or moved', async () => {
    await sealOne();
    await tapdesk('journal', 'export', sealed(), '--out', exported(), '--personal');
    const text = readFileSync(exported(), 'utf8');
    const lines = text.trimEnd().split('\n');
    const changed = station.at('changed.export');
    const tried: string[] = [];
    const tryLines = async (what: string, made: readonly string[]): Promise<void> => {
      writeFileSync(changed, `${made.join('\n')}\n`);
      const { code } = await tapdesk('journal', 'verify', changed, '--key', key(), '--json');
      if (code === 0) tried.push(what);
    };
    for (let index = 0; index < lines.length; index += 1) {
      // A personal value may be gone, which is what retention does, and twice the same says nothing else.
      if (lines[index]?.startsWith('[') === true) continue;
      await tryLines(`without ${index}`, lines.toSpliced(index, 1));
      await tryLines(`doubled ${index}`, lines.toSpliced(index, 0, lines[index] ?? ''));
    }
    for (let end = 0; end < lines.length; end += 1) await tryLines(`cut at ${end}`, lines.slice(0, end));
    await tryLines('a word more', [...lines, 'more']);
    await tryLines(
      'another value',
      lines.map((line) => line.replace('Nadia', 'Nobody')),
    );
    expect(tried).toEqual([]);
    expect(await findings(exported())).toEqual([]);
  });

  it('is found with any byte flipped', async () => {
    await sealOne();
    await tapdesk('journal', 'export', sealed(), '--out', exported());
    const bytes = readFileSync(exported());
    const changed = station.at('changed.export');
    for (let index = 0; index < bytes.length; index += 7) {
      const copy = Buffer.from(bytes);
      copy[index] = (copy[index] ?? 0) ^ 1;
      writeFileSync(changed, copy);
      expect((await tapdesk('journal', 'verify', changed, '--key', key(), '--json')).code).not.toBe(0);
    }
  });

  it('is never written over another file', async () => {
    await sealOne();
    writeFileSync(exported(), 'mine');
    expect(await tapdesk('journal', 'export', sealed(), '--out', exported())).toMatchObject({ code: 2 });
    expect(readFileSync(exported(), 'utf8')).toBe('mine');
  });
});

describe('pruning', () => {
  /** A month and two days after the epoch ended: no window of the policy reaches back to it. */
  const late = Date.UTC(2026, 11, 24);
  const prune = (now = late) =>
    tapdeskAt(() => now)('journal', 'prune', sealed(), '--export', exported(), '--key', key());

  it('removes what was exported, and leaves its end in the epoch after it', async () => {
    await sealOne();
    await tapdesk('journal', 'export', sealed(), '--out', exported());
    expect(await prune()).toMatchObject({ code: 0, error: '' });
    expect(existsSync(sealed())).toBe(false);
    const journal = await station.start();
    expect(journal.damage()).toBeNull();
    expect(journal.ofType('epoch.pruned').map(({ entry }) => entry.data)).toEqual([
      expect.objectContaining({ epoch: 1 }),
    ]);
    station.end(journal);
    expect(readdirSync(station.at('.')).filter((name) => name.includes('pruned'))).toEqual([]);
    expect(await findings(current(), '--key', key(), '--after', exported())).toEqual([]);
  });

  it.each([
    ['without an export that verifies', (text: string) => text.replace('p-1', 'p-2')],
    ['with an export that was cut', (text: string) => text.slice(0, -40)],
  ])('is refused %s', async (_, change) => {
    await sealOne();
    await tapdesk('journal', 'export', sealed(), '--out', exported());
    writeFileSync(exported(), change(readFileSync(exported(), 'utf8')));
    expect(await prune()).toMatchObject({ code: 1 });
    expect(existsSync(sealed())).toBe(true);
  });

  it('is refused while the policy may still count the passes of the epoch', async () => {
    await sealOne();
    await tapdesk('journal', 'export', sealed(), '--out', exported());
    const refused = await prune(Date.UTC(2026, 11, 22));
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/^its passes may still count until 2026-12-23T08:/);
    expect(existsSync(sealed())).toBe(true);
  });

  it('is refused with the export of another epoch, another key, or of an epoch that is written', async () => {
    await sealOne();
    await tapdesk('journal', 'export', current(), '--out', exported());
    expect((await prune()).out).toContain('not of this epoch');
    const stranger = station.at('stranger.jwk');
    writeFileSync(stranger, JSON.stringify(createTestSigner().publicJwk));
    const own = station.at('own.export');
    await tapdesk('journal', 'export', sealed(), '--out', own);
    const byStranger = ['--export', own, '--key', stranger];
    const later = tapdeskAt(() => late);
    expect(await later('journal', 'prune', sealed(), ...byStranger)).toMatchObject({ code: 1 });
    const written = ['--export', own, '--key', key()];
    expect(await later('journal', 'prune', current(), ...written)).toMatchObject({ code: 2 });
    expect(existsSync(sealed()) && existsSync(current())).toBe(true);
  });
});

describe('redaction', () => {
  it('removes personal values for good, and the chain holds', async () => {
    await sealOne();
    expect(await tapdesk('journal', 'redact', sealed(), '--before', '2026-11-22')).toMatchObject({ code: 0 });
    expect(readFileSync(sealed(), 'latin1')).toContain('Nadia');
    const { out } = await tapdesk('journal', 'redact', sealed(), '--before', '2026-11-23', '--json');
    expect(JSON.parse(out)).toEqual({ removed: 1 });
    const left = readdirSync(station.at('.')).filter((name) => name.startsWith('journal'));
    expect(left.filter((name) => readFileSync(station.at(name), 'latin1').includes('Nadia'))).toEqual([]);
    expect(await findings(sealed(), '--key', key())).toEqual([]);
  });

  it('needs a day', async () => {
    await sealOne();
    expect(await tapdesk('journal', 'redact', sealed(), '--before', 'yesterday')).toMatchObject({ code: 2 });
  });
});

describe('epochs', () => {
  it('that changed places are found', async () => {
    await sealOne();
    await tapdesk('journal', 'seal', current());
    station.end(await station.start());
    const second = station.at('journal-2-sealed.sqlite');
    expect(await findings(second, '--after', sealed())).toEqual([]);
    expect(await findings(current(), '--after', second)).toEqual([]);
    expect(await findings(current(), '--after', sealed())).toEqual(['epoch']);
    expect(await findings(second, '--after', current())).toEqual(['epoch']);
    const other = createStationFolder('desk-2');
    const journal = await other.start();
    journal.append(said('decision'));
    other.end(journal);
    expect(await findings(current(), '--after', other.at('journal.sqlite'))).toEqual(['epoch']);
    other.remove();
  });

  it('born of damage are told, and an enrollment before a supervisor knew is found', async () => {
    const journal = await station.start();
    journal.append(said('enrollment.begun', { enrollment: 'e-1' }));
    journal.append(said('enrollment.ended', { enrollment: 'e-1' }));
    station.end(journal);
    const connection = new Database(current());
    connection.exec(
      'DROP TRIGGER entries_never_go; DROP TRIGGER checkpoints_never_go; PRAGMA foreign_keys = OFF',
    );
    connection.exec('DELETE FROM checkpoints; DELETE FROM entries WHERE seq > 1');
    connection.close();
    const again = await station.start();
    expect((await tapdesk('journal', 'verify', current())).out).toContain('no supervisor has acknowledged');
    again.append(said('enrollment.begun', { enrollment: 'e-2' }));
    again.acknowledge({ supervisor: 's-1', reason: 'disk-fault' });
    again.append(said('enrollment.begun', { enrollment: 'e-3' }));
    station.end(again);
    expect(await findings(current(), '--key', key())).toEqual(['unacknowledged']);
  });
});

describe('a key that follows another', () => {
  const twice = async (endorsement: (next: ReturnType<typeof createTestSigner>) => string | undefined) => {
    const next = createTestSigner();
    const word = endorsement(next);
    const first = await station.start();
    first.append(said('enrollment.ended'));
    station.end(first);
    const old = station.at('old.jwk');
    writeFileSync(old, JSON.stringify(station.signer.publicJwk));
    const second = await station.start(word === undefined ? next : { ...next, endorsement: word });
    second.append(said('enrollment.ended'));
    station.end(second);
    return findings(current(), '--key', station.at('old.jwk'));
  };

  it('is trusted by the word of the one that is given', async () => {
    expect(await twice((next) => endorsementOf(next, station.signer))).toEqual([]);
  });

  it('is found without that word', async () => {
    expect(await twice(() => undefined)).toEqual(['unendorsed', 'checkpoint']);
  });

  it('is found when the word was forged', async () => {
    // Signed by itself, under the old key's name.
    const forged = await twice((next) => endorsementOf(next, { ...next, kid: station.signer.kid }));
    expect(forged).toEqual(['key', 'checkpoint']);
  });
});
