import { expect, test } from 'vitest';
import type { OwnOrder } from './events';
import { isReplaceable, replacementOf } from './replacement';

const stop = {
  id: 'o1',
  symbol: 'BTC-USD',
  side: 'SELL',
  order_type: 'STOP_LIMIT',
  quantity: '0.5',
  price: '90',
  stop_price: '91',
  time_in_force: 'GTC',
  expires_at: null,
  display_quantity: null,
  post_only: false,
  trailing_offset: null,
  trailing_basis_points: null,
  list_id: null,
  triggered: false,
} as unknown as OwnOrder;

test('a stop is replaced by the same with what was changed', () => {
  expect(replacementOf(stop, { stop_price: '92' }, 'c2')).toEqual({
    symbol: 'BTC-USD',
    side: 'SELL',
    order_type: 'STOP_LIMIT',
    quantity: '0.5',
    price: '90',
    stop_price: '92',
    time_in_force: 'GTC',
    client_order_id: 'c2',
  });
});

test('only a stop that waits alone and stands still is replaced', () => {
  expect(isReplaceable(stop)).toBe(true);
  expect(isReplaceable({ ...stop, triggered: true })).toBe(false);
  expect(isReplaceable({ ...stop, list_id: 'l' })).toBe(false);
  expect(isReplaceable({ ...stop, trailing_offset: '1' })).toBe(false);
  expect(isReplaceable({ ...stop, stop_price: null })).toBe(false);
});
