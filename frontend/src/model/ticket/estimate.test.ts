import { describe, expect, test } from 'vitest';
import { bitcoin } from '../../testkit';
import { estimate, type TickLevel, take } from './estimate';
import { BLANK_TICKET, type Ticket } from './ticket';

// Ticks of 1, lots of 0.1: a level [100, 5] is half a coin at 100.
const market = { ...bitcoin, tick_size: '1', lot_size: '0.1' };
const asks: TickLevel[] = [
  [100, 5],
  [102, 10],
  [120, 10],
];
const bids: TickLevel[] = [
  [98, 5],
  [97, 10],
];
const rates = { maker: '0.001', taker: '0.002' };
const buy: Ticket = { ...BLANK_TICKET, kind: 'MARKET', quantity: '1' };

describe('walking the book', () => {
  test('ends at the quantity, the amount, the limit or the last level', () => {
    const all = () => true;
    expect(take(asks, { lots: 7n }, all)).toEqual({
      lots: 7n,
      ticksTimesLots: 704n,
      worstTicks: 102,
    });
    expect(take(asks, { ticksTimesLots: 710n }, all)).toMatchObject({ lots: 7n });
    expect(take(asks, { lots: 99n }, (ticks) => ticks <= 102)).toMatchObject({ lots: 15n });
    expect(take([], { lots: 1n }, all)).toEqual({ lots: 0n, ticksTimesLots: 0n, worstTicks: 0 });
  });
});

describe('a market order', () => {
  test('says average, slippage and fee of what it buys', () => {
    expect(estimate(buy, market, asks, rates)).toEqual({
      taken: '1',
      averagePrice: '101',
      slippagePercent: '1',
      fee: '0.002',
      feeAsset: 'BTC',
      value: '101',
      isShort: false,
    });
  });

  test('pays for a sale in what it receives', () => {
    const sell: Ticket = { ...buy, side: 'SELL' };

    expect(estimate(sell, market, bids, rates)).toMatchObject({
      averagePrice: '97',
      slippagePercent: '0.51',
      fee: '0.195',
      feeAsset: 'USD',
      value: '97.5',
    });
  });

  test('is short when the book ends within the collar', () => {
    expect(estimate({ ...buy, quantity: '2' }, market, asks, rates)).toMatchObject({
      taken: '1.5',
      isShort: true,
    });
  });

  test('by total spends it up to a lot', () => {
    const ticket: Ticket = { ...buy, sizedBy: 'total', total: '75' };

    expect(estimate(ticket, market, asks, rates)).toMatchObject({
      taken: '0.7',
      value: '70.4',
      isShort: false,
    });
    expect(estimate({ ...ticket, total: '500' }, market, asks, rates)).toMatchObject({
      taken: '1.5',
      isShort: true,
    });
  });

  test('says nothing without a size', () => {
    expect(estimate({ ...buy, quantity: '' }, market, asks, rates)).toBeNull();
  });
});

describe('a limit order', () => {
  const limit: Ticket = { ...BLANK_TICKET, price: '100', quantity: '1' };

  test('takes what is within its limit, and pays as maker for the rest', () => {
    expect(estimate(limit, market, asks, rates)).toMatchObject({
      taken: '0.5',
      averagePrice: '100',
      slippagePercent: '0',
      fee: '0.0015',
      value: '100',
      isShort: false,
    });
  });

  test('takes nothing when it is post-only, and rests nothing when it is immediate', () => {
    const postOnly: Ticket = { ...limit, isPostOnly: true };
    const immediate: Ticket = { ...limit, timeInForce: 'IOC' };

    expect(estimate(postOnly, market, asks, rates)).toMatchObject({ taken: '0', fee: '0.001' });
    expect(estimate(immediate, market, asks, rates)).toMatchObject({ fee: '0.001', value: '50' });
  });
});

test('a stop is reckoned with its own price', () => {
  const stop: Ticket = {
    ...BLANK_TICKET,
    kind: 'STOP',
    side: 'SELL',
    stopPrice: '90',
    quantity: '1',
  };

  expect(estimate(stop, market, bids, rates)).toMatchObject({ value: '90', fee: '0.18' });
});
