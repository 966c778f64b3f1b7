import { expect, test } from 'vitest';
import { submissionOf } from './order';
import { BLANK_TICKET, type Ticket } from './ticket';

const limit: Ticket = { ...BLANK_TICKET, price: ' .10', quantity: '0.5' };
const common = { symbol: 'BTC-USD', side: 'BUY', client_order_id: 'web-1', quantity: '0.5' };

test.each<[string, Partial<Ticket>, object]>([
  ['a limit order', {}, { order_type: 'LIMIT', price: '0.10', time_in_force: 'GTC' }],
  [
    'a post-only iceberg',
    { isPostOnly: true, displayQuantity: '0.1', timeInForce: 'DAY' },
    {
      order_type: 'LIMIT',
      price: '0.10',
      time_in_force: 'DAY',
      post_only: true,
      display_quantity: '0.1',
    },
  ],
  [
    'what cannot rest is neither post-only nor an iceberg',
    { isPostOnly: true, displayQuantity: '0.1', timeInForce: 'FOK' },
    { order_type: 'LIMIT', price: '0.10', time_in_force: 'FOK' },
  ],
  [
    'an order with an end',
    { timeInForce: 'GTD', expiresAt: '2026-11-22T12:00:00Z' },
    {
      order_type: 'LIMIT',
      price: '0.10',
      time_in_force: 'GTD',
      expires_at: '2026-11-22T12:00:00.000Z',
    },
  ],
  ['a market order', { kind: 'MARKET', timeInForce: 'FOK' }, { order_type: 'MARKET' }],
  [
    'a stop, which cannot be IOC',
    { kind: 'STOP', stopPrice: '2', timeInForce: 'IOC', selfTradePrevention: 'DECREMENT' },
    {
      order_type: 'STOP',
      stop_price: '2',
      time_in_force: 'GTC',
      self_trade_prevention: 'DECREMENT',
    },
  ],
  [
    'a take-profit with a limit',
    { kind: 'TAKE_PROFIT_LIMIT', stopPrice: '2', timeInForce: 'IOC' },
    { order_type: 'TAKE_PROFIT_LIMIT', price: '0.10', stop_price: '2', time_in_force: 'IOC' },
  ],
  [
    'a trailing stop in per cent',
    { kind: 'TRAILING', trail: '1.25' },
    { order_type: 'STOP', trailing_basis_points: 125, time_in_force: 'GTC' },
  ],
  [
    'a trailing stop with a limit, by a distance, from a price on',
    { kind: 'TRAILING_LIMIT', trail: '5', trailUnit: 'price', stopPrice: '2' },
    {
      order_type: 'STOP_LIMIT',
      price: '0.10',
      stop_price: '2',
      trailing_offset: '5',
      time_in_force: 'GTC',
    },
  ],
])('%s', (_, change, fields) => {
  expect(submissionOf({ ...limit, ...change }, 'BTC-USD', 'web-1')).toEqual({
    kind: 'order',
    order: { ...common, ...fields },
  });
});

test('a market order by total says how much to spend', () => {
  const ticket: Ticket = { ...limit, kind: 'MARKET', sizedBy: 'total', total: '99.50' };

  expect(submissionOf(ticket, 'BTC-USD', 'web-1')).toEqual({
    kind: 'order',
    order: {
      symbol: 'BTC-USD',
      side: 'BUY',
      client_order_id: 'web-1',
      order_type: 'MARKET',
      quote_quantity: '99.50',
    },
  });
});

test('of a sale the limit is above and the stop below, of a purchase the other way', () => {
  const ticket: Ticket = { ...limit, kind: 'OCO', side: 'SELL', price: '120', stopPrice: '90' };
  const legs = (side: 'BUY' | 'SELL', stop: object) => [
    {
      ...common,
      side,
      client_order_id: 'web-1-l',
      order_type: 'LIMIT',
      price: '120',
      time_in_force: 'GTC',
    },
    {
      ...common,
      side,
      client_order_id: 'web-1-s',
      time_in_force: 'GTC',
      stop_price: '90',
      ...stop,
    },
  ];
  const [above, below] = legs('SELL', { order_type: 'STOP' });
  expect(submissionOf(ticket, 'BTC-USD', 'web-1')).toEqual({
    kind: 'list',
    orders: { above, below },
  });

  const [limitLeg, stopLeg] = legs('BUY', { order_type: 'STOP_LIMIT', price: '95' });
  const purchase: Ticket = { ...ticket, side: 'BUY', stopLimitPrice: '95' };
  expect(submissionOf(purchase, 'BTC-USD', 'web-1')).toEqual({
    kind: 'list',
    orders: { above: stopLeg, below: limitLeg },
  });
});
