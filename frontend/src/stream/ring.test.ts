import { expect, test } from 'vitest';
import { Ring } from './ring';

test('a ring has the last of what was added, newest first', () => {
  const ring = new Ring<number>(3);

  ring.add([1, 2]);
  expect(ring.newestFirst()).toEqual([2, 1]);
  for (let value = 3; value <= 20; value += 1) {
    ring.add([value]);
  }
  expect(ring.newestFirst()).toEqual([20, 19, 18]);

  ring.add([21, 22, 23, 24, 25]);
  expect(ring.newestFirst()).toEqual([25, 24, 23]);
  ring.clear();
  expect(ring.newestFirst()).toEqual([]);
});
