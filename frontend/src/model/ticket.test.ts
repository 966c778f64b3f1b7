import { expect, test } from 'vitest';
import { bitcoin as market } from '../testkit';
import { checkTicket, orderOf, type Ticket } from './ticket';

const limit: Ticket = {
  side: 'BUY',
  orderType: 'LIMIT',
  price: '100.25',
  quantity: '0.5',
  lifetime: 'GTC',
};

test.each([
  ['a good order', {}, {}],
  ['no price', { price: '' }, { price: 'Enter a price.' }],
  ['a price of zero', { price: '0' }, { price: 'The price is a positive number, such as 1.5.' }],
  ['a word', { quantity: 'much' }, { quantity: 'The quantity is a positive number, such as 1.5.' }],
  ['half a tick', { price: '1.005' }, { price: 'The price goes in steps of 0.01 USD.' }],
  ['too little', { quantity: '0.00997' }, { quantity: 'The order is worth less than 1 USD.' }],
  ['too much', { quantity: '99751' }, { quantity: 'The order is worth more than 10,000,000 USD.' }],
  ['a market order, which has no price', { orderType: 'MARKET', price: 'x' } as const, {}],
])('%s', (_, change, errors) => {
  expect(checkTicket({ ...limit, ...change }, market)).toEqual(errors);
});

test('prices and quantities are sent as the text that was typed', () => {
  const order = orderOf({ ...limit, price: ' .10', lifetime: 'POST_ONLY' }, 'BTC-USD', 'web-1');

  expect(order).toEqual({
    symbol: 'BTC-USD',
    side: 'BUY',
    order_type: 'LIMIT',
    price: '0.10',
    quantity: '0.5',
    time_in_force: 'GTC',
    post_only: true,
    client_order_id: 'web-1',
  });
});

test('a market order is sent without price and time in force', () => {
  const order = orderOf({ ...limit, orderType: 'MARKET', lifetime: 'FOK' }, 'BTC-USD', 'web-1');

  expect(order).toEqual({
    symbol: 'BTC-USD',
    side: 'BUY',
    order_type: 'MARKET',
    quantity: '0.5',
    post_only: false,
    client_order_id: 'web-1',
  });
});
