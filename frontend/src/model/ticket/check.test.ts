import { expect, test } from 'vitest';
import { bitcoin as market } from '../../testkit';
import { checkTicket } from './check';
import { BLANK_TICKET, type Ticket } from './ticket';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const limit: Ticket = { ...BLANK_TICKET, price: '100.25', quantity: '0.5' };
const oco: Partial<Ticket> = { kind: 'OCO', side: 'SELL', price: '120', stopPrice: '90' };

test.each<[string, Partial<Ticket>, object]>([
  ['a good order', {}, {}],
  ['no price', { price: '' }, { price: 'Enter a price.' }],
  ['no quantity', { quantity: ' ' }, { quantity: 'Enter a quantity.' }],
  ['a price of zero', { price: '0' }, { price: 'The price is a positive number, such as 1.5.' }],
  ['a word', { quantity: 'much' }, { quantity: 'The quantity is a positive number, such as 1.5.' }],
  ['half a tick', { price: '1.005' }, { price: 'The price goes in steps of 0.01 USD.' }],
  ['too little', { quantity: '0.00997' }, { quantity: 'The order is worth less than 1 USD.' }],
  ['too much', { quantity: '99751' }, { quantity: 'The order is worth more than 10,000,000 USD.' }],
  ['a market order, which has no price', { kind: 'MARKET', price: 'x' }, {}],
  [
    'a market order by a total below the least',
    { kind: 'MARKET', sizedBy: 'total', total: '0.5' },
    { total: 'The order is worth less than 1 USD.' },
  ],
  ['a stop without its price', { kind: 'STOP' }, { stopPrice: 'Enter a stop price.' }],
  ['a trailing stop without a stop price', { kind: 'TRAILING', trail: '1.5' }, {}],
  [
    'a distance finer than a basis point',
    { kind: 'TRAILING', trail: '0.005' },
    { trail: 'The distance is 0.01 to 100 per cent, in steps of 0.01.' },
  ],
  [
    'a distance in price off the tick',
    { kind: 'TRAILING_LIMIT', trail: '0.005', trailUnit: 'price' },
    { trail: 'The distance goes in steps of 0.01 USD.' },
  ],
  ['an iceberg', { displayQuantity: '0.1' }, {}],
  [
    'an iceberg of which all is seen',
    { displayQuantity: '0.5' },
    { displayQuantity: 'The shown quantity is less than the quantity.' },
  ],
  [
    'an iceberg of too many parts',
    { displayQuantity: '0.004' },
    { displayQuantity: 'The shown quantity is at least a hundredth of the quantity.' },
  ],
  [
    'an iceberg that cannot rest',
    { displayQuantity: '0.1', timeInForce: 'IOC' },
    { displayQuantity: 'Only an order that may rest can hide a part of itself.' },
  ],
  ['no end', { timeInForce: 'GTD' }, { expiresAt: 'Enter when the order ends.' }],
  [
    'an end in the past',
    { timeInForce: 'GTD', expiresAt: '2026-11-22T11:59:00Z' },
    { expiresAt: 'The order ends at a time to come.' },
  ],
  ['an end to come', { timeInForce: 'GTD', expiresAt: '2026-11-22T12:01:00Z' }, {}],
  ['two orders around the price', oco, {}],
  [
    'two orders the wrong way round',
    { ...oco, side: 'BUY' },
    { stopPrice: 'The stop price is above the limit price.' },
  ],
])('%s', (_, change, errors) => {
  expect(checkTicket({ ...limit, ...change }, market, NOW)).toEqual(errors);
});
