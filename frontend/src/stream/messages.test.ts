import { expect, test } from 'vitest';
import { readMessage } from './messages';

test.each([
  [
    '{"type":"order_book_update","data":{"bids":[{"price":100.10,"total_qty":1}],"asks":[],"last_trade_price":null}}',
    {
      kind: 'book',
      book: { bids: [{ price: '100.10', total_qty: '1' }], asks: [], last_trade_price: null },
    },
  ],
  [
    '{"event":"price_change","timestamp":"t","data":{"price":100.25,"timestamp":"t"}}',
    { kind: 'price', price: '100.25' },
  ],
  [
    '{"event":"order_status","data":{"order_id":"o","status":"filled","filled_quantity":0.1,"remaining_quantity":0}}',
    { kind: 'order', orderId: 'o', status: 'filled', filled: '0.1', remaining: '0' },
  ],
  ['{"event":"error","message":"bad token"}', { kind: 'error', message: 'bad token' }],
  ['{"type":"pong"}', { kind: 'other' }],
  ['null', { kind: 'other' }],
  ['not JSON', { kind: 'other' }],
])('%s', (text, message) => {
  expect(readMessage(text)).toEqual(message);
});
