import { expect, test } from 'vitest';
import { Book } from '../stream/book';
import { depthCurves, pointAt } from './depthCurves';

function book(): Book {
  const made = new Book('1', '1');
  made.bids.set(990, 2);
  made.bids.set(985, 3);
  made.bids.set(500, 100);
  made.asks.set(1_010, 1);
  made.asks.set(1_015, 4);
  return made;
}

test('curves add up from the best price, and leave out what is far away', () => {
  const curves = depthCurves(book());

  expect(curves).toEqual({
    bids: [
      { price: 990, lots: 2 },
      { price: 985, lots: 5 },
    ],
    asks: [
      { price: 1_010, lots: 1 },
      { price: 1_015, lots: 5 },
    ],
    from: 980,
    to: 1_020,
    lotsMax: 5,
  });
});

test('a point tells what has to be traded to get there', () => {
  const curves = depthCurves(book());

  expect(curves && pointAt(curves, 0.1)).toEqual({ side: 'bids', price: 984, lots: 5 });
  expect(curves && pointAt(curves, 0.8)).toEqual({ side: 'asks', price: 1_012, lots: 1 });
});

test('there is no depth with a side empty', () => {
  expect(depthCurves(new Book('1', '1'))).toBeNull();
});
