// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import type { TapeTrade } from '../../../state/marketFeeds';
import { TapeRows } from './TapeRows';

const HEIGHT = 100;

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT);
});

function trades(count: number, newest = 1_000): TapeTrade[] {
  return Array.from({ length: count }, (_, at) => ({
    engine_trade_id: newest - at,
    price: `${newest - at}`,
    quantity: '0.00000123',
    side: at % 2 === 0 ? 'BUY' : 'SELL',
    time: '2026-01-02T03:04:05.678Z',
  }));
}

function tape() {
  const room = document.createElement('section');
  const body = document.createElement('tbody');
  room.append(body);
  const rows = new TapeRows(room, body, 2);
  const prices = () => [...body.rows].map((row) => row.cells[0]?.textContent);
  return { room, body, rows, prices };
}

test('only the rows in sight are there, and the rest has its place', () => {
  const { body, rows, prices } = tape();
  rows.show(trades(60));

  expect(body.rows).toHaveLength(6);
  expect(prices()[0]).toBe('▲ Bought at 1,000.00');
  expect(prices()[1]).toBe('▼ Sold at 999.00');
  expect(body.style.height).toBe('1200px');
});

test('who scrolls sees the older ones, down to the oldest', () => {
  const { room, body, rows, prices } = tape();
  rows.show(trades(60));

  room.scrollTop = 400;
  room.dispatchEvent(new Event('scroll'));
  expect(prices()[0]).toBe('▲ Bought at 980.00');
  expect(body.style.paddingTop).toBe('400px');

  room.scrollTop = 1_200;
  room.dispatchEvent(new Event('scroll'));
  expect(prices().at(-1)).toBe('▼ Sold at 941.00');
});

test('new trades are written into the rows that are there', () => {
  const { body, rows, prices } = tape();
  rows.show(trades(2));
  const before = [...body.rows];

  rows.show(trades(2, 1_001));

  expect([...body.rows]).toEqual(before);
  expect(prices()).toEqual(['▲ Bought at 1,001.00', '▼ Sold at 1,000.00']);
});

test('a quantity too small for the room is shown whole', () => {
  const { body, rows } = tape();
  rows.show(trades(1));
  expect(body.rows[0]?.cells[1]?.textContent).toBe('0.00000123');
});
