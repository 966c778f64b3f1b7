import { expect, test } from 'vitest';
import type { Order } from '../../api/types';
import { bitcoin } from '../../testkit';
import { outcomeText } from './outcome';

const open = {
  order_type: 'LIMIT',
  status: 'OPEN',
  filled_quantity: '0',
  average_price: null,
  triggered: false,
  list_id: null,
  reason: null,
} as Order;
const part = { filled_quantity: '0.5', average_price: '1000' };

test.each<[Partial<Order>, string]>([
  [{}, 'Your order is in the book.'],
  [{ order_type: 'STOP' }, 'Your order waits for its stop price.'],
  [{ order_type: 'STOP', list_id: 'l' }, 'Both orders are placed.'],
  [{ status: 'FILLED', ...part }, 'Filled 0.5 BTC at 1,000 USD.'],
  [
    { status: 'PARTIALLY_FILLED', ...part },
    'Filled 0.5 BTC at 1,000 USD; the rest is in the book.',
  ],
  [
    { status: 'CANCELED', reason: 'IOC_REMAINDER', ...part },
    'Filled 0.5 BTC at 1,000 USD; the rest met nobody more within its limit.',
  ],
  [
    { status: 'CANCELED', reason: 'MARKET_REMAINDER' },
    'Canceled: nothing was filled, it met nobody more within reach.',
  ],
])('%j is told as %s', (change, text) => {
  expect(outcomeText({ ...open, ...change }, bitcoin)).toBe(text);
});
