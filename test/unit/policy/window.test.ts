import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/main/policy/decide.ts';
import { minutesToWait, unitedPasses, within } from '../../../src/main/policy/window.ts';
import { history, inputWith, MINUTE, NOW } from '../../support/policy-input.ts';

const ago = fc.integer({ min: 0, max: 200 * MINUTE });
const times = fc.array(ago, { maxLength: 12 }).map((all) => all.map((back) => NOW - back));

describe('a window', () => {
  it('holds what is younger than it, and not what is exactly as old', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 180 }), (all, minutes) => {
        const edge = NOW - minutes * MINUTE;
        const count = all.filter((at) => at > edge).length;
        expect(within([...all, edge], NOW, minutes)).toHaveLength(count);
        expect(within([...all, edge + 1], NOW, minutes)).toHaveLength(count + 1);
      }),
    );
  });

  it('lets one more pass through exactly when fewer than N lie in it', () => {
    const limit = fc.integer({ min: 1, max: 6 });
    const minutes = fc.integer({ min: 60, max: 180 });
    fc.assert(
      fc.property(times, limit, minutes, (person, passes, length) => {
        const input = inputWith({
          config: { repeats: { passes, minutes: length } },
          input: { history: history({ person }) },
        });
        const count = person.filter((at) => at > NOW - length * MINUTE).length;
        expect(decide(input).verdict).toBe(count < passes ? 'allow' : 'approve');
      }),
    );
  });

  it('says when the next pass is possible: not a minute sooner', () => {
    const limit = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(times, limit, fc.integer({ min: 1, max: 180 }), (all, passes, minutes) => {
        const window = { passes, minutes };
        const recent = within(all, NOW, minutes);
        fc.pre(recent.length >= passes);
        const wait = minutesToWait(recent, NOW, window);
        expect(within(all, NOW + wait * MINUTE, minutes).length).toBeLessThan(passes);
        const sooner = within(all, NOW + (wait - 1) * MINUTE, minutes).length;
        expect(wait === 1 || sooner >= passes).toBe(true);
      }),
    );
  });
});

describe('two records of passes', () => {
  it('count each of ours, and each of theirs that none of ours stands for', () => {
    expect(unitedPasses([NOW], [NOW + 1_000])).toHaveLength(1);
    expect(unitedPasses([NOW], [NOW + 1_000, NOW + 2_000])).toHaveLength(2);
    expect(unitedPasses([NOW], [NOW + 2 * MINUTE + 1])).toHaveLength(2);
    expect(unitedPasses([], [NOW])).toEqual([NOW]);
  });

  it('never count fewer than either tells, nor more than both', () => {
    fc.assert(
      fc.property(times, times, (own, theirs) => {
        const count = unitedPasses(own, theirs).length;
        expect(count).toBeGreaterThanOrEqual(Math.max(own.length, theirs.length));
        expect(count).toBeLessThanOrEqual(own.length + theirs.length);
      }),
    );
  });
});
