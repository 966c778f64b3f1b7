import { expect, test } from 'vitest';
import type { AccountEvent, OwnOrder } from './events';
import { grouped, type Notice, noticeOf } from './notices';

const about = {
  sequence: 7,
  time: 't',
  symbol: 'BTC-USD',
  side: 'SELL',
  changes: [] as AccountEvent['changes'],
} as const;

test.each<[Partial<AccountEvent>, string, string]>([
  [{ type: 'order_accepted', resting: true }, 'Order is in the book', 'Sell BTC-USD'],
  [
    { type: 'order_filled', status: 'FILLED', quantity: '0.25', price: '1000' },
    'Order filled',
    'Sell 0.25 BTC-USD at 1,000',
  ],
  [
    { type: 'order_filled', status: 'PARTIALLY_FILLED', quantity: '0.25', price: '1000' },
    'Order partly filled',
    'Sell 0.25 BTC-USD at 1,000',
  ],
  [
    { type: 'order_ended', status: 'CANCELED', reason: 'USER_CANCELED' },
    'Order canceled',
    'Sell BTC-USD',
  ],
  [
    { type: 'order_ended', status: 'CANCELED', reason: 'EXPIRED' },
    'Order canceled',
    'Sell BTC-USD: reached its end',
  ],
  [
    { type: 'order_rejected', reason: 'POST_ONLY_WOULD_TRADE' },
    'Order refused',
    'Sell BTC-USD: post only would trade',
  ],
  [
    { type: 'deposit', changes: [{ asset: 'USD', available: '1000', held: '0' }] },
    'Funds received',
    '1,000 USD',
  ],
])('%j is told', (event, title, text) => {
  expect(noticeOf({ ...about, type: '', ...event })).toMatchObject({ title, text, sequence: 7 });
});

test.each<Partial<AccountEvent>>([
  { type: 'order_placed' },
  { type: 'order_accepted', resting: false },
  { type: 'order_ended', status: 'FILLED' },
  { type: 'order_ended', status: 'CANCELED', replaced_by: 'x' },
  { type: 'fee_level_set' },
])('%j is not told', (event) => {
  expect(noticeOf({ ...about, type: '', ...event })).toBeNull();
});

test('an event that does not say it all is told with what is known of its order', () => {
  const order = { price: '1000', remaining: '0.5' } as OwnOrder;

  expect(noticeOf({ ...about, type: 'order_accepted', resting: true }, order)).toMatchObject({
    text: 'Sell 0.5 BTC-USD at 1,000',
  });
});

test('many of one moment are told as one', () => {
  const told = (title: string, tone: Notice['tone']): Notice => ({
    title,
    tone,
    text: '',
    time: 't',
    sequence: 1,
  });

  expect(
    grouped([
      told('Order filled', 'good'),
      told('Order filled', 'good'),
      told('Order refused', 'bad'),
    ]),
  ).toMatchObject({
    title: '3 things happened to your orders',
    text: '2 × order filled, 1 × order refused',
    tone: 'bad',
  });
});
