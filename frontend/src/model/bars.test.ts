import { describe, expect, it } from 'vitest';
import { type Bar, barOf, barsUntil, busiest, grouped, MINUTE_MILLIS } from './bars';

const START = Date.parse('2026-11-22T10:00:00Z');

function bar(minute: number, values: Partial<Bar> = {}): Bar {
  const start = START + minute * MINUTE_MILLIS;
  return { start, open: 10, high: 12, low: 9, close: 11, volume: 1, ...values };
}

const deal = (second: number, price: string) => ({
  price,
  quantity: '0.5',
  time: new Date(START + second * 1_000).toISOString(),
});

describe('bars', () => {
  it('are candles with numbers', () => {
    const start = '2026-11-22T10:00:00.000Z';
    const candle = { start, open: '1', high: '3', low: '0.5', close: '2', volume: '7' };

    expect(barOf(candle)).toEqual({
      start: START,
      open: 1,
      high: 3,
      low: 0.5,
      close: 2,
      volume: 7,
    });
  });

  it('are put together to longer ones', () => {
    const bars = [bar(4), bar(5, { open: 11, high: 20 }), bar(6, { low: 1, close: 5 })];

    expect(grouped(bars, 5 * MINUTE_MILLIS)).toEqual([
      { ...bar(4), start: START },
      bar(5, { open: 11, high: 20, low: 1, close: 5, volume: 2 }),
    ]);
  });

  it('show nothing of what comes after the moment', () => {
    const minutes = [bar(0), bar(1, { high: 99, close: 50, volume: 8 }), bar(2)];
    const deals = [deal(80, '10.5'), deal(70, '9.5'), deal(30, '40')];

    expect(barsUntil(minutes, deals, START + 85_000)).toEqual([
      bar(0),
      bar(1, { high: 10.5, low: 9.5, close: 10.5, volume: 1 }),
    ]);
  });

  it('begin a minute at its opening price', () => {
    expect(barsUntil([bar(0)], [], START)).toEqual([
      bar(0, { high: 10, low: 10, close: 10, volume: 0 }),
    ]);
    expect(barsUntil([bar(0)], [], START - 1)).toEqual([]);
  });

  it('tell where most was traded', () => {
    expect(busiest([bar(0), bar(6, { volume: 3 }), bar(7, { volume: 3 })])).toBe(
      START + 7 * MINUTE_MILLIS,
    );
    expect(busiest([])).toBeNull();
  });
});
