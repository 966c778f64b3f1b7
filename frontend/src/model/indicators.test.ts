import { expect, test } from 'vitest';
import type { Candle } from './candle';
import { bollinger, ema, rsi, sma, type Values, vwap } from './indicators';

/** Closes of the worked example of RSI and EMA by StockCharts' ChartSchool. */
const CLOSES = [
  44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931,
  46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439,
];

function rounded(values: Values, decimals = 2) {
  return values.map((value) => (value === null ? null : Number(value.toFixed(decimals))));
}

test('the simple average is that of the last values', () => {
  expect(sma([1, 2, 3, 4, 5], 3)).toEqual([null, null, 2, 3, 4]);
});

test('the exponential average begins with the simple one and weighs newer values more', () => {
  const tenDays = [
    22.2734, 22.194, 22.0847, 22.1741, 22.184, 22.1344, 22.2337, 22.4323, 22.2436, 22.2933, 22.1542,
    22.3926,
  ];

  expect(rounded(ema(tenDays, 10)).slice(8)).toEqual([null, 22.22, 22.21, 22.24]);
});

test('the relative strength index has the values of the worked example', () => {
  const values = rounded(rsi(CLOSES, 14));

  expect(values.slice(0, 14).every((value) => value === null)).toBe(true);
  expect(values.slice(14)).toEqual([70.53, 66.32, 66.55, 69.41, 66.36, 57.97]);
});

test('the relative strength of rising prices is 100, of still ones 50', () => {
  expect(rsi([1, 2, 3, 4], 2).at(-1)).toBe(100);
  expect(rsi([1, 1, 1, 1], 2).at(-1)).toBe(50);
});

test('the bands are as many standard deviations away', () => {
  const { upper, middle, lower } = bollinger([2, 4, 4, 4, 5, 5, 7, 9], 8, 2);

  expect([upper.at(-1), middle.at(-1), lower.at(-1)]).toEqual([9, 5, 1]);
  expect(upper.slice(0, 7).every((value) => value === null)).toBe(true);
});

test('the weighted price begins anew each day', () => {
  const candle = (time: number, price: number, volume: number): Candle => ({
    time,
    open: price,
    high: price,
    low: price,
    close: price,
    volume,
  });

  expect(vwap([candle(0, 10, 1), candle(60, 20, 3), candle(86_400, 5, 0)])).toEqual([
    10,
    17.5,
    null,
  ]);
});
