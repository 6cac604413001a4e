import { describe, expect, it } from 'vitest';
import { createPartitions, RESTING } from '../../../src/main/kiosk/partitions.ts';

/** Partitions that are numbers, in the order in which they were made, and what was done to them. */
const numbered = () => {
  let made = 0;
  let lost = 0;
  const sealed: number[] = [];
  const { take, giveBack } = createPartitions<number>({
    make: () => made++,
    seal: (number) => void sealed.push(number),
    notEmpty: () => (lost += 1),
  });
  const use = (isEmpty = true): number => {
    const number = take();
    giveBack(number, isEmpty);
    return number;
  };
  return { take, use, sealed, made: () => made, lost: () => lost };
};

describe('partitions', () => {
  it('are used again only after all others have been', () => {
    const { use, made } = numbered();
    const used = Array.from({ length: 3 * RESTING }, () => use());
    const ring = Array.from({ length: RESTING }, (_, index) => index);
    expect(used).toEqual([...ring, ...ring, ...ring]);
    expect(made()).toBe(RESTING);
  });

  it('are each for one page at a time', () => {
    const { take, use } = numbered();
    for (let count = 0; count < RESTING; count += 1) use();
    expect([take(), take(), take()]).toEqual([0, RESTING, RESTING + 1]);
  });

  it('are never used again when something was left in them', () => {
    const { use, lost } = numbered();
    use(false);
    const used = Array.from({ length: 3 * RESTING }, () => use());
    expect(used).not.toContain(0);
    expect(lost()).toBe(1);
  });

  it('ask nobody for anything while they rest', () => {
    const { use, sealed } = numbered();
    use();
    use(false);
    expect(sealed).toEqual([0, 1]);
  });
});
