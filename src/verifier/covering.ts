import { signatureProblem, takeApart, type Claim, type PublicKey } from './checkpoint.ts';
import type { Problem } from './entry.ts';
import type { CheckpointRow } from './report.ts';
import { note, type Walk } from './walk.ts';

/** The key that must have signed: the one in force in the chain and, where keys were given, one of those. */
const expectedKey = ({ key, expected, trusted }: Walk): PublicKey | string => {
  if (key === null) return 'no entry before it names the key';
  const believed = expected.keys.length === 0 || trusted.has(key.kid);
  return believed ? key : `the chain names a key that is not the given one, ${key.kid}`;
};

const isTip = (tip: Walk['tip'], { size, head, epoch }: Claim): boolean =>
  tip?.seq === size && tip.hash === head && tip.epoch === epoch;

/** Whether the chain is the one that was signed for. */
const claimProblem = ({ place, tip, ended }: Walk, claim: Claim, seq: number): Problem | null => {
  if (claim.size !== seq) return ['contradicted', `it stands at ${seq} and says ${claim.size}`];
  if (place.station !== null && claim.station !== place.station) {
    return ['station', `it is of another station, ${claim.station}`];
  }
  const last = tip?.seq ?? 0;
  if (ended && seq > last) {
    return ['tail-cut', `entries ${last + 1} to ${seq} were there at ${claim.at} and are gone`];
  }
  return isTip(tip, claim)
    ? null
    : ['contradicted', `the chain is not the one that was signed for at ${claim.at}`];
};

const problemOf = (walk: Walk, { seq, jws }: CheckpointRow): Problem | null => {
  const unverified = takeApart(jws);
  if (unverified === null) return ['checkpoint', 'it is none of this format'];
  const key = expectedKey(walk);
  if (typeof key === 'string') return ['checkpoint', key];
  const signature = signatureProblem(unverified, key);
  return signature === null ? claimProblem(walk, unverified.claim, seq) : ['checkpoint', signature];
};

const isGood = (walk: Walk, row: CheckpointRow, name: string): boolean => {
  const problem = problemOf(walk, row);
  if (problem !== null) note(walk, row.seq, [problem[0], `${name}: ${problem[1]}`]);
  return problem === null;
};

/** Checks the checkpoints over entries up to a number, those of the file and those kept elsewhere. */
export const checkCheckpoints = (walk: Walk, upTo: number): void => {
  for (const row of walk.checkpoints(upTo)) {
    walk.allCheckpoints += 1;
    if (!isGood(walk, row, 'checkpoint')) continue;
    walk.goodCheckpoints += 1;
    walk.covered = row.seq;
  }
  for (const row of walk.kept(upTo)) isGood(walk, row, 'checkpoint kept elsewhere');
};
