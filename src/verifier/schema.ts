import { createHash } from 'node:crypto';

/** A table, index or trigger of a journal: the versions that have it, and the SHA-256 of the statement that makes it. */
export interface Part {
  readonly name: string;
  readonly first: number;
  /** The last version that has it; null for one that every later version has. */
  readonly last: number | null;
  readonly sha256: string;
}

const part = (name: string, [first, last]: readonly [number, number | null], sha256: string): Part => ({
  ...{ name, first, last, sha256 },
});

/** Source: docs/journal-format.md, "The database". */
export const parts: readonly Part[] = [
  part(
    'trigger entries_grow_at_the_end',
    [1, null],
    'af324e1b391947aa919333e9dab520de1e419da51ffb59ae134a111b6a08870c',
  ),
  part(
    'trigger entries_never_change',
    [1, null],
    'c720891947ab02ff965f52e4a9b156e1b9e3c6bf74cd672350899945c4e6f234',
  ),
  part(
    'trigger entries_never_go',
    [1, null],
    '23296193cf06ceef0a6b004e336c491fe17749c48ba7e7c8fa70b5d0d0a0107d',
  ),
  part(
    'trigger personal_never_changes',
    [1, null],
    'd48e837f503e6d4bd51c8678759b2da21f08f491547f9d3566684cd4b213745a',
  ),
  part('table entries', [1, null], 'e4100823a9adbe19f09606dc23a8e5e76d5896b1b69ce8dbf12eb635695eabb8'),
  part('table personal', [1, null], 'c2ad5c337b5beeba1af5453b149bacb6db376a3a6b98817dcc7798081931d91c'),
  part(
    'index entries_of_enrollment',
    [1, null],
    '2de14726dfc4625a01b78def5eaa80e5488f25b64b78dab001f1129024eb11f9',
  ),
  part(
    'index entries_of_turning_points',
    [1, 2],
    'e299814533f01f685d6326303696d9f4270901e8350724d95de54a74f8b4ac43',
  ),
  part(
    'trigger checkpoints_grow_at_the_end',
    [2, null],
    '34837a821a6d1aee6d8d6afcea1e4a0c39dd96924b81b6856b14e3797319afd4',
  ),
  part(
    'trigger checkpoints_never_change',
    [2, null],
    'a3aa13eaa0522b5fe584febed175c0d5b135237fdbe622e92b0b547eb4e74f05',
  ),
  part(
    'trigger checkpoints_never_go',
    [2, null],
    'e7bd9c872a1c700b8f9ae74f1680efdd9e993474381612896a1a283715db4f23',
  ),
  part('table checkpoints', [2, null], '105bee5673f6891a8320ac5abf0decbded5dae3e9fb51560ad2a0ef62167e2ca'),
  part('index entries_of_keys', [2, 2], '3a97ff650f5f07a268508689aeaad116be77d74e4df071730a3bda6b643cc4ab'),
  part(
    'index entries_of_turns',
    [3, null],
    '3c1cb76e8f29cfc96bd8eb08a9e82989f337c41f258bd66ca4ee8f68ba9a93f3',
  ),
];

/** What stands in a file's schema: its kind and name, and the statement that made it. */
export interface Found {
  readonly name: string;
  readonly sql: Uint8Array;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const isOf =
  (version: number) =>
  ({ first, last }: Part): boolean =>
    first <= version && version <= (last ?? version);

/**
 * What is not as this version of the format has it, in words: nothing in the chain shows that a trigger was dropped,
 * and the triggers are what keeps the database from changing an entry.
 */
export const schemaProblems = (version: number, found: readonly Found[]): readonly string[] => {
  const due = parts.filter(isOf(version));
  const known = new Map(due.map(({ name, sha256 }) => [name, sha256]));
  const there = new Set(found.map(({ name }) => name));
  return [
    ...due.filter(({ name }) => !there.has(name)).map(({ name }) => `the ${name} is gone`),
    ...found.flatMap(({ name, sql }) => {
      const sha256 = known.get(name);
      if (sha256 === undefined) return [`the ${name} does not belong there`];
      return sha256 === digestOf(sql) ? [] : [`the ${name} was changed`];
    }),
  ];
};
