import { expect, test } from 'vitest';
import { depthRows, spread } from './depth';

const book = {
  bids: [
    { price: '99.9', total_qty: '0.1' },
    { price: '99.8', total_qty: '0.2' },
  ],
  asks: [{ price: '100.1', total_qty: '0.6' }],
  last_trade_price: null,
};

test('rows sum up from the best price, bars are shares of the deeper side', () => {
  expect(depthRows(book)).toEqual({
    bids: [
      { price: '99.9', quantity: '0.1', total: '0.1', barPercent: 16 },
      { price: '99.8', quantity: '0.2', total: '0.3', barPercent: 50 },
    ],
    asks: [{ price: '100.1', quantity: '0.6', total: '0.6', barPercent: 100 }],
  });
});

test('the spread is exact, and unknown while a side is empty', () => {
  expect(spread(book)).toBe('0.2');
  expect(spread({ ...book, asks: [] })).toBeNull();
});
