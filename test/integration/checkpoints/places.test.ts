import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createFolderPlace,
  createS3Place,
  PlaceError,
  type Place,
} from '../../../src/main/checkpoints/index.ts';
import { startObjectStore } from '../../support/object-store.ts';

const NOW = Date.UTC(2026, 10, 28);
let store: Awaited<ReturnType<typeof startObjectStore>>;
let root: string;
beforeAll(async () => {
  store = await startObjectStore();
}, 60_000);
afterAll(() => store.close());
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tapdesk-drop-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  Object.assign(store.behaviour, { conditional: true, fails: null, losesAnswers: false, blind: 0 });
});

let turn = 0;
/** Every test has a part of the bucket for itself. */
const bucket = (more: Partial<typeof store.settings> = {}): Place => {
  turn += 1;
  return createS3Place({ ...store.settings, prefix: `run-${turn}/`, ...more }, () => NOW);
};
const places: readonly (readonly [string, () => Place])[] = [
  ['folder', () => createFolderPlace(root)],
  ['object store', () => bucket()],
];

const all = async (keys: AsyncIterable<string>): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const key of keys) found.push(key);
  return found;
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    return String(await work);
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
    return error.code;
  }
};

describe.each(places)('a %s', (_, open) => {
  it('takes a text once, knows it again, and keeps what is there', async () => {
    const place = open();
    expect(await place.put('desk-1/000001/0000000002.jws', 'one\n')).toBe('written');
    expect(await place.put('desk-1/000001/0000000002.jws', 'one\n')).toBe('there');
    expect(await place.put('desk-1/000001/0000000002.jws', 'two\n')).toBe('different');
    expect(await place.read('desk-1/000001/0000000002.jws')).toBe('one\n');
    expect(await codeOf(place.read('desk-1/000001/0000000003.jws'))).toBe('place.gone');
  });

  it('lists what is below a folder in order, and what comes after a key', async () => {
    const place = open();
    const keys = [
      'desk-1/000001/01.jws',
      'desk-1/000001/02.jws',
      'desk-1/000002/01.jws',
      'desk-1/other/01.jws',
    ];
    for (const key of [...keys, 'desk-2/000001/01.jws'].reverse()) await place.put(key, key);
    expect(await all(place.keys('desk-1/'))).toEqual(keys);
    expect(await all(place.keys('desk-1/', keys[1]))).toEqual(keys.slice(2));
    expect(await all(place.keys('desk-1/000001/', keys[0]))).toEqual([keys[1]]);
    expect(await all(place.keys('desk-3/'))).toEqual([]);
  });
});

describe('a folder', () => {
  it('never shows half a file and leaves none behind', async () => {
    const place = createFolderPlace(root);
    await Promise.all(
      ['a', 'b', 'c', 'a'].map((text) => place.put('desk-1/000001/01.jws', text.repeat(50_000))),
    );
    expect(readdirSync(path.join(root, 'desk-1/000001'))).toEqual(['01.jws']);
    expect(readFileSync(path.join(root, 'desk-1/000001/01.jws'), 'utf8')).toMatch(
      /^(a{50000}|b{50000}|c{50000})$/,
    );
  });

  it('that is not mounted is not made, and one that nobody may write into says so', async () => {
    const gone = path.join(root, 'not-mounted');
    expect(await codeOf(createFolderPlace(gone).put('desk-1/000001/01.jws', 'x'))).toBe('place.away');
    expect(existsSync(gone)).toBe(false);
    writeFileSync(path.join(root, 'desk-1'), 'a file where a folder belongs');
    expect(await codeOf(createFolderPlace(root).put('desk-1/000001/01.jws', 'x'))).toBe('place.away');
    chmodSync(root, 0o500);
    // Root may write anywhere.
    const expected = process.getuid?.() === 0 ? 'written' : 'place.denied';
    expect(await codeOf(createFolderPlace(root).put('desk-2/000001/01.jws', 'x'))).toBe(expected);
    chmodSync(root, 0o700);
  });
});

describe('an object store', () => {
  const key = 'desk-1/000001/01.jws';

  it('is asked not to write over anything, and for the lock that the site wants', async () => {
    await bucket({ lock: { mode: 'compliance', days: 10 } }).put(key, 'x');
    const { headers } = store.asked.findLast(({ method }) => method === 'PUT') ?? {};
    expect(headers).toMatchObject({
      'if-none-match': '*',
      'x-amz-object-lock-mode': 'COMPLIANCE',
      'x-amz-object-lock-retain-until-date': '2026-12-08T00:00:00Z',
    });
    // Object lock takes writes with a checksum alone.
    expect(Object.keys(headers ?? {}).filter((name) => name.startsWith('x-amz-checksum-'))).toHaveLength(1);
    await bucket().put(key, 'x');
    const without = store.asked.findLast(({ method }) => method === 'PUT')?.headers ?? {};
    expect(Object.keys(without).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('that somebody else wrote to in between keeps that: the refusal is not taken for a failure', async () => {
    const place = bucket();
    await place.put(key, 'theirs');
    // It is not there yet when it is looked for, and there when it is written.
    store.behaviour.blind = 1;
    expect(await place.put(key, 'ours')).toBe('different');
    expect(await place.read(key)).toBe('theirs');
  });

  it('that knows no condition is looked at first', async () => {
    store.behaviour.conditional = false;
    const place = bucket();
    await place.put(key, 'first');
    expect(await place.put(key, 'second')).toBe('different');
    expect(await place.read(key)).toBe('first');
  });

  it('whose answer was lost has it all the same, and knows it again', async () => {
    const place = bucket();
    store.behaviour.losesAnswers = true;
    expect(await codeOf(place.put(key, 'x'))).toBe('place.away');
    store.behaviour.losesAnswers = false;
    expect(await place.put(key, 'x')).toBe('there');
  });

  it('that is away is told from one that does not let us in, and a stranger is not spoken to', async () => {
    for (const [fails, code] of [
      [0, 'place.away'],
      [503, 'place.away'],
      [500, 'place.away'],
      [403, 'place.denied'],
    ] as const) {
      store.behaviour.fails = fails;
      expect([fails, await codeOf(bucket().put(key, 'x'))]).toEqual([fails, code]);
    }
    store.behaviour.fails = null;
    const before = store.asked.length;
    expect(await codeOf(bucket({ ca: null }).put(key, 'x'))).toBe('place.away');
    expect(store.asked.length).toBe(before);
    expect(await codeOf(bucket({ bucket: 'nobodys' }).put(key, 'x'))).toBe('place.denied');
    const wrong = { accessKeyId: 'NOBODY', secretAccessKey: 'nothing' };
    expect(await codeOf(bucket({ credentials: wrong }).put(key, 'x'))).toBe('place.denied');
  });
});
