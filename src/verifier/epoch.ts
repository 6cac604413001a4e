import { isObject } from './canonical.ts';
import { endorsedKey, keyOf, signatureProblem, takeApart, type PublicKey } from './checkpoint.ts';
import { dataOf, type Entry, type Problem } from './entry.ts';
import type { Begun } from './report.ts';
import { note, type Walk } from './walk.ts';

const isCause = (value: unknown): value is Begun['cause'] =>
  value === 'sealed' || value === 'damaged' || value === 'missing';

/** What an entry `epoch.begun` says; null when it is none of this format. */
const begunBy = (entry: Entry): Begun | null => {
  const { cause, previousEpoch, previousSize, previousHead } = dataOf(entry);
  if (!isCause(cause) || typeof previousEpoch !== 'number' || typeof previousSize !== 'number') return null;
  if (previousHead !== null && typeof previousHead !== 'string') return null;
  return { cause, previousEpoch, previousSize, previousHead, acknowledged: cause === 'sealed' };
};

/** The key in force before the epoch, where the epoch names it. */
const keyBefore = (entry: Entry): PublicKey | null => {
  const data = dataOf(entry);
  const key = keyOf({ kty: 'OKP', crv: 'Ed25519', x: data['previousX'] });
  return key !== null && key.kid === data['previousKid'] ? key : null;
};

/** What is wrong with the checkpoint by which an epoch shows the end of the one before. */
const anchorProblem = (entry: Entry, begun: Begun, key: PublicKey | null): string | null => {
  const jws = dataOf(entry)['checkpoint'];
  if (typeof jws !== 'string') {
    return begun.cause === 'sealed' || begun.previousHead !== null
      ? 'it names an end of the epoch before that nobody signed for'
      : null;
  }
  const unverified = takeApart(jws);
  if (unverified === null) return 'the checkpoint over the epoch before is none';
  const { station, epoch, size, head } = unverified.claim;
  const fits =
    station === entry.station &&
    epoch === begun.previousEpoch &&
    size === begun.previousSize &&
    head === begun.previousHead;
  if (!fits) return 'the checkpoint over the epoch before says something else';
  return key === null ? null : signatureProblem(unverified, key);
};

/** The end of the epoch before, from that epoch's own file. */
export interface Ended {
  readonly station: string | null;
  readonly epoch: number | null;
  readonly entries: number;
  /** Hash of the last entry that the next epoch names; null when there is no such entry. */
  readonly named: string | null;
}

const followProblem = (entry: Entry, begun: Begun, ended: Ended): string | null => {
  if (ended.station !== entry.station)
    return `the epoch before is of another station, ${ended.station ?? '-'}`;
  if (ended.epoch !== begun.previousEpoch) {
    return `it follows epoch ${begun.previousEpoch}, the one before is epoch ${ended.epoch ?? '-'}`;
  }
  if (begun.cause === 'sealed' && ended.entries !== begun.previousSize) {
    return `the one before has ${ended.entries} entries, it names ${begun.previousSize}`;
  }
  if (begun.previousHead === null) return null;
  return ended.named === begun.previousHead
    ? null
    : `entry ${begun.previousSize} of the one before is not the one it names`;
};

const wrong = (walk: Walk, entry: Entry, what: string | null): void => {
  if (what !== null) note(walk, entry.seq, ['epoch', what]);
};

/** Takes in the first entry of an epoch, and holds it against what is known of the epoch before. */
const takeBeginning = (walk: Walk, entry: Entry): void => {
  const begun = begunBy(entry);
  if (begun === null || begun.previousEpoch !== entry.epoch - 1) {
    wrong(walk, entry, 'it does not say which epoch it follows');
    return;
  }
  walk.begun = begun;
  walk.keyBefore = keyBefore(entry);
  wrong(walk, entry, anchorProblem(entry, begun, walk.keyBefore));
  const { after } = walk.expected;
  wrong(walk, entry, after === null ? null : followProblem(entry, begun, after));
};

const isEpochs = (type: string): boolean => type === 'epoch.sealed' || type === 'station.key';

const takeFirst = (walk: Walk, entry: Entry): void => {
  const begins = entry.type === 'epoch.begun';
  if (begins && entry.seq === 1) takeBeginning(walk, entry);
  else if (begins) wrong(walk, entry, 'an epoch begins with its first entry only');
  else if (entry.seq === 1 && entry.epoch > 1) {
    wrong(walk, entry, `epoch ${entry.epoch} does not say which one it follows`);
  }
};

/** Issuing waits for a supervisor after damage. */
const takeDamage = (walk: Walk, begun: Begun, { type, seq }: Entry): void => {
  if (type === 'journal.acknowledged') walk.begun = { ...begun, acknowledged: true };
  if (type === 'enrollment.begun' && !begun.acknowledged) {
    note(walk, seq, ['unacknowledged', 'an enrollment began before a supervisor knew of the damage']);
  }
};

/** Follows the epoch's own entries: how it began, what a supervisor said, and its end. */
export const takeEpoch = (walk: Walk, entry: Entry): void => {
  takeFirst(walk, entry);
  if (walk.sealed && !isEpochs(entry.type)) wrong(walk, entry, 'the epoch was sealed before it');
  if (entry.type === 'epoch.sealed') walk.sealed = true;
  if (walk.begun !== null) takeDamage(walk, walk.begun, entry);
};

/** What stands behind a key that follows another. */
const succession = (walk: Walk, key: PublicKey, endorsement: unknown): Problem | null => {
  const before = walk.key ?? walk.keyBefore;
  if (before === null || before.kid === key.kid) return null;
  if (typeof endorsement !== 'string') {
    return ['unendorsed', `the key follows ${before.kid} without that one's word`];
  }
  const endorsed = endorsedKey(endorsement, before);
  if (typeof endorsed === 'string') return ['key', `the word of the key before is not good: ${endorsed}`];
  if (endorsed.kid !== key.kid) return ['key', 'the word of the key before is for another key'];
  if (walk.trusted.has(before.kid)) walk.trusted.add(key.kid);
  return null;
};

/** Takes in a key that the chain names. */
export const takeKey = (walk: Walk, entry: Entry): void => {
  const data = dataOf(entry);
  const key = keyOf(data);
  if (key === null || key.kid !== data['kid']) {
    note(walk, entry.seq, ['key', 'the key and its name do not belong together']);
  }
  const problem = key === null ? null : succession(walk, key, data['endorsement']);
  if (problem !== null) note(walk, entry.seq, problem);
  walk.key = key;
};

/** Whether a value is what an export says of its key. */
export const isKeyOf = (value: unknown, key: PublicKey | null): boolean =>
  value === null ? key === null : isObject(value) && keyOf(value)?.kid === key?.kid;
