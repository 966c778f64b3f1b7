import { expect, test } from 'vitest';
import { filledPercent, kindText, statusText, triggerText } from './words';

const plain = {
  side: 'BUY' as 'BUY' | 'SELL',
  order_type: 'LIMIT',
  stop_price: null as string | null,
  triggered: false,
  trailing_offset: null as string | null,
  trailing_basis_points: null as string | null,
  list_id: null as string | null,
  post_only: false,
  display_quantity: null as string | null,
};
const stop = { ...plain, order_type: 'STOP_LIMIT', stop_price: '1000' };

test.each([
  [plain, 'Limit'],
  [{ ...plain, post_only: true, display_quantity: '1' }, 'Limit, post only, iceberg'],
  [{ ...stop, list_id: 'l' }, 'Stop limit, OCO'],
  [{ ...stop, trailing_offset: '5' }, 'Trailing stop limit'],
])('%j is a %s', (order, text) => {
  expect(kindText(order)).toBe(text);
});

test.each([
  [plain, ''],
  [stop, '≥ 1,000'],
  [{ ...stop, side: 'SELL' as const }, '≤ 1,000'],
  [{ ...stop, order_type: 'TAKE_PROFIT' }, '≤ 1,000'],
  [{ ...stop, triggered: true }, 'Reached'],
  [{ ...stop, stop_price: null, trailing_basis_points: '125' }, '1.25 % behind'],
  [{ ...stop, trailing_offset: '5' }, '5 behind, from 1,000'],
])('%j acts when %s', (order, text) => {
  expect(triggerText(order)).toBe(text);
});

test('filled in whole per cent', () => {
  expect(filledPercent('1', '3')).toBe(33);
  expect(filledPercent('3', '3')).toBe(100);
  expect(filledPercent('0', '0')).toBe(0);
});

test('an order with a stop says that it waits, until it is reached', () => {
  expect(statusText({ ...stop, status: 'OPEN' })).toBe('Waiting for trigger');
  expect(statusText({ ...stop, status: 'OPEN', triggered: true })).toBe('Open');
  expect(statusText({ ...stop, status: 'CANCELED' })).toBe('Canceled');
  expect(statusText({ ...plain, status: 'PARTIALLY_FILLED' })).toBe('Partially filled');
});
