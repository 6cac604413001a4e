import { expect, it } from 'vitest';
import { createWarmth } from '../../../src/main/app/compiled-code.ts';

it('stops once, when twenty people have gone', () => {
  let stopped = 0;
  const warmth = createWarmth(() => {
    stopped += 1;
  });
  const come = (people: number): void => {
    for (let count = 0; count < people; count += 1) for (const enrolling of [true, false]) warmth(enrolling);
  };
  come(19);
  warmth(true);
  expect(stopped).toBe(0);
  warmth(false);
  expect(stopped).toBe(1);
  come(30);
  expect(stopped).toBe(1);
});
