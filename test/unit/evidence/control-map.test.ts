import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlMap, type Pointer } from '../../../src/main/evidence/index.ts';
import { linesIn } from '../../../src/verifier/lines.ts';
import type { Archive } from '../../../src/verifier/pack/archive.ts';
import { valueAt } from '../../../src/verifier/pack/openings.ts';
import { openZip } from '../../../src/verifier/pack/zip.ts';
import { quarterPack, type QuarterPack } from '../../support/evidence.ts';

let pack: QuarterPack;
let archive: Archive;

beforeAll(async () => {
  pack = await quarterPack(100);
  archive = openZip(pack.file);
}, 60_000);
afterAll(() => pack.remove());

function* linesOf(name: string): Generator {
  for (const line of linesIn(archive.pieces(name))) {
    const text = line.toString('utf8');
    if (text.startsWith('{')) yield JSON.parse(text) as unknown;
  }
}

/** The first value that a pointer leads to; undefined where it leads to nothing. */
const follow = ({ file, field, where }: Pointer): unknown => {
  const names = archive.names.filter((name) =>
    file.endsWith('/*') ? name.startsWith(file.slice(0, -1)) : name === file,
  );
  for (const name of names) {
    for (const value of linesOf(name)) {
      const isMeant = where === undefined || valueAt(value, '/type') === where;
      const found = isMeant ? valueAt(value, field) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
};

describe('the control map', () => {
  it('names each requirement once, with what is evidence for it and what is not', () => {
    const ids = controlMap.controls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(controlMap.controls.filter((one) => one.evidence.length === 0 || one.notShown === '')).toEqual([]);
  });

  it.each(controlMap.controls.map((one) => [one.id, one] as const))(
    'leads to something in a real pack for %s',
    (_, { evidence }) => {
      const nowhere = evidence.filter((pointer) => follow(pointer) === undefined);
      expect(nowhere).toEqual([]);
    },
  );
});
