import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../src/main/telemetry/queue.ts';

const queueOf = (send: (page: readonly number[]) => Promise<boolean>) => {
  const dropped: number[] = [];
  const queue = createQueue<number>({ most: 5, page: 2, send, dropped: (count) => dropped.push(count) });
  return { queue, dropped };
};

describe('a queue of telemetry', () => {
  it('sends page after page, in order', async () => {
    const pages: (readonly number[])[] = [];
    const { queue, dropped } = queueOf((page) => {
      pages.push(page);
      return Promise.resolve(true);
    });
    for (const one of [1, 2, 3, 4, 5]) queue.add(one);
    await queue.flush();
    expect(pages).toEqual([[1, 2], [3, 4], [5]]);
    expect([queue.waiting(), dropped]).toEqual([0, []]);
  });

  it('keeps no more than it may, and counts what is gone: what came too late and what was not taken', async () => {
    let answer: Promise<boolean> = Promise.resolve(false);
    const { queue, dropped } = queueOf(() => answer);
    for (let one = 0; one < 7; one += 1) queue.add(one);
    expect([queue.waiting(), dropped]).toEqual([5, [1, 1]]);
    await queue.flush();
    expect([queue.waiting(), dropped]).toEqual([0, [1, 1, 2, 2, 1]]);
    answer = Promise.reject(new Error('broken'));
    answer.catch(() => undefined);
    queue.add(1);
    await queue.flush();
    expect(dropped.at(-1)).toBe(1);
  });

  it('sends what comes while it sends the next time: a slow receiver keeps nobody in one round', async () => {
    const pages: (readonly number[])[] = [];
    const { queue } = queueOf((page) => {
      pages.push(page);
      queue.add(9);
      return Promise.resolve(true);
    });
    queue.add(1);
    await queue.flush();
    expect([pages, queue.waiting()]).toEqual([[[1]], 1]);
  });
});
