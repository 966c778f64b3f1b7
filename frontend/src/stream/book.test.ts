import { describe, expect, test } from 'vitest';
import { Book, type DepthMessage } from './book';
import { Levels } from './levels';

/** The examples of docs/sockets.md. */
const snapshot: DepthMessage = {
  channel: 'depth',
  symbol: 'BTC-USD',
  type: 'snapshot',
  sequence: 7,
  bids: [
    ['100.25', '0.5'],
    ['100', '1'],
  ],
  asks: [['100.5', '2']],
  checksum: 1980755190,
};
const update: DepthMessage = {
  channel: 'depth',
  symbol: 'BTC-USD',
  type: 'update',
  previous_sequence: 7,
  sequence: 9,
  bids: [['100', '0']],
  asks: [['100.5', '1.5']],
  checksum: 1053352527,
};

describe('a book', () => {
  test('is what the snapshot and the updates say, and proves it', () => {
    const book = new Book('0.01', '0.00000001');

    expect(book.apply(snapshot)).toBe(true);
    expect(book.apply(update)).toBe(true);

    expect(book.bids.prices).toEqual([10_025]);
    expect(book.asks.prices).toEqual([10_050]);
    expect(book.asks.lotsAt(10_050)).toBe(150_000_000);
  });

  test('that misses an update says so', () => {
    const book = new Book('0.01', '0.00000001');

    book.apply({ ...snapshot, bids: [['100.25', '0.5']] });

    expect(book.apply(update)).toBe(true);
    expect(book.apply({ ...update, bids: [['99', '1']] })).toBe(false);
  });

  test('begins anew with a snapshot', () => {
    const book = new Book('0.01', '0.00000001');
    book.apply(snapshot);
    book.apply(update);

    expect(book.apply(snapshot)).toBe(true);
    expect(book.bids.prices).toEqual([10_025, 10_000]);
  });
});

describe('levels', () => {
  test('stay in order, best first, whatever comes when', () => {
    const bids = new Levels('bids');
    const asks = new Levels('asks');
    const model = new Map<number, number>();
    let seed = 4711;
    for (let turn = 0; turn < 2_000; turn += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const price = seed % 50;
      const lots = seed % 3;
      model.set(price, lots);
      bids.set(price, lots);
      asks.set(price, lots);
    }

    const alive = [...model].filter(([, lots]) => lots > 0).sort(([a], [b]) => a - b);
    const prices = alive.map(([price]) => price);
    expect(asks.prices).toEqual(prices);
    expect(bids.prices).toEqual(prices.toReversed());
    expect(alive.every(([price, lots]) => bids.lotsAt(price) === lots)).toBe(true);
  });
});
