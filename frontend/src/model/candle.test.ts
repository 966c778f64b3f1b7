import { expect, test } from 'vitest';
import { type Candle, drawn, merged } from './candle';

function candle(time: number, close: number, volume = 1): Candle {
  return { time, open: close, high: close, low: close, close, volume };
}

test('what is told is drawn as numbers, from the start of the interval', () => {
  const told = {
    start: '1970-01-01T00:01:00.000Z',
    open: '99',
    high: '101.5',
    low: '98.25',
    close: '100.25',
    volume: '1.5',
  };

  expect(drawn(told)).toEqual({
    time: 60,
    open: 99,
    high: 101.5,
    low: 98.25,
    close: 100.25,
    volume: 1.5,
  });
});

test('newer candles replace and follow the known ones', () => {
  const known = [candle(0, 1), candle(60, 2)];

  expect(merged(known, [candle(60, 3), candle(120, 4)], 60)).toEqual([
    candle(0, 1),
    candle(60, 3),
    candle(120, 4),
  ]);
});

test('intervals without trades have the price before and no volume', () => {
  expect(merged([candle(0, 1)], [candle(180, 4)], 60)).toEqual([
    candle(0, 1),
    candle(60, 1, 0),
    candle(120, 1, 0),
    candle(180, 4),
  ]);
});

test('known candles between newer ones stay', () => {
  const known = [candle(0, 1), candle(60, 2), candle(120, 3)];

  expect(merged(known, [candle(0, 9), candle(120, 8)], 60)).toEqual([
    candle(0, 9),
    candle(60, 2),
    candle(120, 8),
  ]);
});
