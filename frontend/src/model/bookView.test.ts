import { expect, test } from 'vitest';
import { Book } from '../stream/book';
import { bookView, groupings, spreadBasisPoints } from './bookView';

function book(): Book {
  const made = new Book('0.01', '1');
  for (const [price, lots] of [
    [9_999, 1],
    [9_995, 2],
    [9_990, 4],
    [9_989, 8],
  ] as const) {
    made.bids.set(price, lots);
  }
  for (const [price, lots] of [
    [10_001, 1],
    [10_010, 2],
    [10_011, 4],
  ] as const) {
    made.asks.set(price, lots);
  }
  return made;
}

test('rows have sums up to them, and bars by the longest', () => {
  const { bids, asks } = bookView(book(), 1, 3, 3);

  expect(bids).toEqual([
    { price: 9_999, lots: 1, total: 1, share: 1 / 7 },
    { price: 9_995, lots: 2, total: 3, share: 3 / 7 },
    { price: 9_990, lots: 4, total: 7, share: 1 },
  ]);
  expect(asks.map(({ total }) => total)).toEqual([1, 3, 7]);
});

test('groups round away from the middle', () => {
  const { bids, asks } = bookView(book(), 10, 5, 5);

  expect(bids.map(({ price, lots }) => [price, lots])).toEqual([
    [9_990, 7],
    [9_980, 8],
  ]);
  expect(asks.map(({ price, lots }) => [price, lots])).toEqual([
    [10_010, 3],
    [10_020, 4],
  ]);
});

test('the spread is told in basis points of the middle', () => {
  expect(spreadBasisPoints(bookView(book(), 1, 3, 3))).toBe('2.0');
  expect(spreadBasisPoints(bookView(new Book('0.01', '1'), 1, 3, 3))).toBeNull();
});

test('a grouping is offered while rows stay finer than a fiftieth of the price', () => {
  expect(groupings(book())).toEqual([1, 10, 100]);
  expect(groupings(new Book('0.01', '1'))).toEqual([1]);
});
