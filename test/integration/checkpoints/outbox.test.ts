import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createCheckpointOutbox,
  createFolderPlace,
  createMarkFile,
  createS3Place,
  type CheckpointOutbox,
  type Place,
} from '../../../src/main/checkpoints/index.ts';
import { createOutgoingReader, filesOf, openJournal } from '../../../src/main/journal/index.ts';
import { silentLog } from '../../support/engine.ts';
import { tapdesk } from '../../support/cli.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startObjectStore } from '../../support/object-store.ts';

/** A machine with much else to do takes its time. */
const patience = { timeout: 15_000 };

let store: Awaited<ReturnType<typeof startObjectStore>>;
let folder: string;
beforeAll(async () => {
  store = await startObjectStore();
}, 60_000);
afterAll(() => store.close());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-outside-'));
  mkdirSync(path.join(folder, 'drop'));
});
afterEach(() => {
  store.behaviour.fails = null;
  rmSync(folder, { recursive: true });
});

const signer = createTestSigner();
const file = (name = 'journal.sqlite'): string => path.join(folder, name);

/** Writes entries, each of which has a checkpoint over it. */
const write = (count: number, { name = 'journal.sqlite', hour = 8 } = {}): void => {
  let now = Date.UTC(2026, 10, 22, hour);
  const journal = openJournal({
    file: file(name),
    station: 'desk-1',
    clock: { now: () => (now += 1_000), monotonicMs: () => 1 },
    randomBytes: (bytes) => randomBytes(bytes),
    signer,
  });
  for (let index = 0; index < count; index += 1) {
    const body = { enrollment: null, step: null, actor: 'station', subject: null, data: {} };
    journal.append({ type: index % 2 === 0 ? 'desk.opened' : 'desk.closed', ...body });
  }
  journal.close();
};

interface Opened {
  readonly outbox: CheckpointOutbox;
  /** Lets the time pass that it waits for, and says how long that was. */
  readonly waited: number[];
  readonly tick: () => void;
}

const open = (places: readonly Place[], name = 'journal.sqlite'): Opened => {
  const waited: number[] = [];
  let due: (() => void)[] = [];
  const outbox = createCheckpointOutbox({
    station: 'desk-1',
    reader: createOutgoingReader(filesOf(file(name))),
    destinations: places.map((place) => ({ place, mark: createMarkFile(file(`mark-${place.name}.json`)) })),
    clock: {
      after: (ms, action) => {
        waited.push(ms);
        due.push(action);
        return () => (due = due.filter((one) => one !== action));
      },
    },
    random: () => 1,
    log: silentLog,
  });
  return { outbox, waited, tick: () => due.splice(0).forEach((action) => action()) };
};

let turn = 0;
const bucket = (): { readonly place: Place; readonly prefix: string } => {
  turn += 1;
  const prefix = `outbox-${turn}/`;
  return { place: createS3Place({ ...store.settings, prefix }, () => Date.now()), prefix };
};

const drop = (): string => path.join(folder, 'drop');
const dropped = (inner = '000001'): readonly string[] =>
  readdirSync(path.join(drop(), 'desk-1', inner)).sort();
const names = (...sizes: readonly number[]): readonly string[] =>
  sizes.map((size) => `${String(size).padStart(10, '0')}.jws`);
const listed = async (place: Place): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const key of place.keys('desk-1/')) keys.push(path.basename(key));
  return keys;
};

describe('checkpoints outside', () => {
  it('go to every place, once more after a mark was lost, and on from there', async () => {
    const { place } = bucket();
    write(3);
    const { outbox } = open([createFolderPlace(drop()), place]);
    await outbox.round();
    // The second entry is the key: the first checkpoint stands over both.
    expect(dropped()).toEqual(names(2, 3, 4));
    expect(await listed(place)).toEqual(names(2, 3, 4));
    rmSync(file('mark-s3.json'));
    write(2);
    const before = store.asked.length;
    await outbox.round();
    expect(await listed(place)).toEqual(names(2, 3, 4, 5, 6));
    expect(dropped()).toEqual(names(2, 3, 4, 5, 6));
    expect(store.asked.slice(before).filter(({ method }) => method === 'PUT')).toHaveLength(2);
    expect(outbox.standing()).toEqual([
      { place: 'folder', failures: 0, contradicted: false },
      { place: 's3', failures: 0, contradicted: false },
    ]);
  });

  it('wait while a place is away, longer each time, and hold up no other place', async () => {
    const { place } = bucket();
    write(2);
    store.behaviour.fails = 503;
    const { outbox, waited, tick } = open([createFolderPlace(drop()), place]);
    outbox.start();
    for (const failures of [1, 2, 3]) {
      await expect.poll(() => outbox.standing()[1]?.failures, patience).toBe(failures);
      await expect.poll(() => waited.length, patience).toBe(2 * failures);
      tick();
    }
    expect(dropped()).toEqual(names(2, 3));
    expect(waited.filter((ms) => ms > 10_000)).toEqual([20_000, 40_000]);
    store.behaviour.fails = null;
    await outbox.stop();
    expect(await listed(place)).toEqual(names(2, 3));
  });

  it('of a journal that was rewritten stand beside the others, and nothing is written over', async () => {
    write(3);
    const first = open([createFolderPlace(drop())]).outbox;
    await first.round();
    const before = dropped().map((name) => readFileSync(path.join(drop(), 'desk-1/000001', name), 'utf8'));
    write(4, { name: 'forged.sqlite', hour: 12 });
    const { outbox } = open([createFolderPlace(drop())], 'forged.sqlite');
    await outbox.round();
    expect(outbox.standing()).toEqual([{ place: 'folder', failures: 0, contradicted: true }]);
    expect(dropped('other').map((name) => name.replace(/-[0-9a-f]{16}\.jws$/, ''))).toEqual([
      '000001-0000000002',
      '000001-0000000003',
      '000001-0000000004',
    ]);
    expect(dropped()).toEqual(names(2, 3, 4, 5));
    expect(
      dropped()
        .slice(0, 3)
        .map((name) => readFileSync(path.join(drop(), 'desk-1/000001', name), 'utf8')),
    ).toEqual(before);
  });
});

describe('journal verify with what is outside', () => {
  const verify = async (
    name: string,
    ...more: readonly string[]
  ): Promise<readonly [number, readonly string[]]> => {
    const { code, out, error } = await tapdesk('journal', 'verify', file(name), '--json', ...more);
    const found =
      out === ''
        ? [error.split('\n')[0] ?? '']
        : (JSON.parse(out) as { findings: { code: string }[] }).findings;
    return [code, found.map((one) => (typeof one === 'string' ? one : one.code))];
  };

  /** The settings of the object store as somebody who verifies elsewhere has them. */
  const s3File = (prefix: string): string => {
    const { endpoint, bucket: name, ca, credentials } = store.settings;
    writeFileSync(file('ca.pem'), ca ?? '');
    writeFileSync(file('key.json'), JSON.stringify(credentials), { mode: 0o600 });
    const settings = { endpoint, bucket: name, prefix, caFile: 'ca.pem', credentialsFile: 'key.json' };
    writeFileSync(file('store.json'), JSON.stringify(settings));
    return `s3:${file('store.json')}`;
  };

  it('says nothing of a whole journal, and finds an end that was cut off and a history that was rewritten', async () => {
    const { place, prefix } = bucket();
    write(6);
    await open([createFolderPlace(drop()), place]).outbox.round();
    write(2, { name: 'cut.sqlite' });
    write(9, { name: 'forged.sqlite', hour: 12 });
    for (const where of [drop(), s3File(prefix)]) {
      expect(await verify('journal.sqlite', '--checkpoints', where)).toEqual([0, []]);
      expect(await verify('cut.sqlite')).toEqual([0, []]);
      const [code, found] = await verify('cut.sqlite', `--checkpoints=${where}`);
      expect([code, found.at(-1)]).toEqual([1, 'tail-cut']);
      const [, rewritten] = await verify('forged.sqlite', '--checkpoints', where);
      expect(new Set(rewritten)).toEqual(new Set(['contradicted']));
    }
  });

  it('does not pass for want of anything to verify by', async () => {
    const { prefix } = bucket();
    write(2);
    expect(await verify('journal.sqlite', '--checkpoints', drop())).toEqual([
      2,
      [`Cannot verify: ${drop()} has no checkpoint of desk-1, epoch 1`],
    ]);
    const [code, found] = await verify('journal.sqlite', '--checkpoints', s3File(prefix));
    expect([code, found[0]]).toEqual([2, expect.stringContaining('has no checkpoint of desk-1, epoch 1')]);
    store.behaviour.fails = 503;
    const [status, why] = await verify('journal.sqlite', '--checkpoints', s3File(prefix));
    expect([status, why[0]]).toEqual([2, expect.stringContaining('the place does not answer')]);
  });

  it('takes no key of an object store for a file of this machine', async () => {
    const { place, prefix } = bucket();
    write(2);
    await open([place]).outbox.round();
    await place.put('desk-1/other/000001-../../../../escaped.jws', 'x');
    expect((await verify('journal.sqlite', '--checkpoints', s3File(prefix)))[0]).toBe(0);
    expect(readdirSync(path.dirname(folder))).not.toContain('escaped.jws');
  });
});
