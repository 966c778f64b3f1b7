import { expect, test } from 'vitest';
import { fillMarks } from './fillMarks';

test('fills of a side in a candle are one mark, those of the other side another', () => {
  const fills = [
    { side: 'BUY', time: '2026-01-02T03:04:59.999Z' },
    { side: 'SELL', time: '2026-01-02T03:05:30.000Z' },
    { side: 'BUY', time: '2026-01-02T03:04:00.000Z' },
    { side: 'BUY', time: '2026-01-02T03:05:00.000Z' },
  ] as const;
  const minute = Date.parse('2026-01-02T03:04:00Z') / 1_000;

  expect(fillMarks(fills, 60).map(({ time, side, count }) => [time - minute, side, count])).toEqual(
    [
      [0, 'BUY', 2],
      [60, 'SELL', 1],
      [60, 'BUY', 1],
    ],
  );
});
