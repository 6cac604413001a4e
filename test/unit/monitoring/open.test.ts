import { expect, it } from 'vitest';
import { createOpen } from '../../../src/main/monitoring/index.ts';

it('keeps what is there in the order in which it came, however much has come and gone', () => {
  const open = createOpen<number>();
  open.set('first', -1);
  for (let number = 0; number < 3_000; number += 1) {
    open.set(String(number), number);
    if (number >= 2) open.delete(String(number - 2));
  }
  open.delete('never there');
  open.set('first', -2);
  expect([...open.values()]).toEqual([-2, 2_998, 2_999]);
  expect([open.size(), open.get('2999'), open.get('0')]).toEqual([3, 2_999, undefined]);
});
