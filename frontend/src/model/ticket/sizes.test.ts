import { describe, expect, test } from 'vitest';
import { bitcoin as market } from '../../testkit';
import { linked, midPrice, shareOf, withShare } from './sizes';
import { BLANK_TICKET, type Ticket } from './ticket';

const limit: Ticket = { ...BLANK_TICKET, price: '30000', quantity: '0.5' };
const bySum: Ticket = { ...limit, sizedBy: 'total', total: '100' };

describe('amount and total', () => {
  test('the total follows from the amount, exactly', () => {
    expect(linked({ ...limit, price: '0.1', quantity: '0.2' }, market, null).total).toBe('0.02');
  });

  test('the amount follows from the total, down to a lot', () => {
    expect(linked(bySum, market, null).quantity).toBe('0.00333333');
  });

  test('without a price there is nothing to reckon with', () => {
    expect(linked({ ...limit, price: '' }, market, '5').total).toBe('');
    expect(linked({ ...bySum, price: 'x' }, market, '5').quantity).toBe('');
  });

  test('a market order is reckoned with the best price, a stop with its own', () => {
    expect(linked({ ...bySum, kind: 'MARKET' }, market, '50').quantity).toBe('2');
    expect(linked({ ...bySum, kind: 'STOP', stopPrice: '25' }, market, '50').quantity).toBe('4');
  });
});

describe('a share of the funds', () => {
  test.each<[string, Partial<Ticket>, string, number, Partial<Ticket>]>([
    ['a sale', { side: 'SELL' }, '1', 25, { quantity: '0.25', total: '7500' }],
    ['a purchase', {}, '100', 50, { quantity: '0.00166666', total: '49.9998' }],
    ['a market purchase', { kind: 'MARKET' }, '99.999', 100, { total: '99.99', sizedBy: 'total' }],
    ['a stop, with its collar', { kind: 'STOP', stopPrice: '100' }, '110', 100, { quantity: '1' }],
    [
      'the dearer of two',
      { kind: 'OCO', price: '10', stopPrice: '20', stopLimitPrice: '25' },
      '100',
      100,
      { quantity: '4' },
    ],
  ])('of %s', (_, change, available, percent, expected) => {
    const ticket = withShare({ ...limit, ...change }, market, available, percent, '20000');

    expect(ticket).toMatchObject(expected);
  });

  test('is read back from the ticket', () => {
    expect(shareOf({ ...limit, side: 'SELL' }, market, '1', null)).toBe(50);
    expect(shareOf(limit, market, '60000', null)).toBe(25);
    expect(shareOf(limit, market, '10', null)).toBe(100);
    expect(shareOf(limit, market, '0', null)).toBe(0);
    expect(shareOf({ ...bySum, kind: 'MARKET' }, market, '400', null)).toBe(25);
  });
});

test('the middle is a price that can be asked for', () => {
  expect(midPrice('99.99', '100.02', '0.01')).toBe('100');
});
