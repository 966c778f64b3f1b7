import { describe, expect, it } from 'vitest';
import { byValue, chartPoints, cut, inPercent } from './portfolio';

describe('inPercent', () => {
  it.each([
    ['0.0512', '5.12'],
    ['0.000049', '0.00'],
    ['-0.000049', '0.00'],
    ['0.00005', '0.01'],
    ['-0.051299', '-5.13'],
    ['0.99995', '100.00'],
    ['1', '100.00'],
    ['12.3456789', '1234.57'],
    ['0', '0.00'],
  ])('%s is %s %%', (share, percent) => {
    expect(inPercent(share)).toBe(percent);
  });

  it('has none of nothing', () => {
    expect(inPercent(null)).toBeNull();
  });
});

it('cuts decimals off and never rounds up', () => {
  expect(cut('12.3499', 2)).toBe('12.34');
  expect(cut('12', 2)).toBe('12.00');
  expect(cut('-0.001', 2)).toBe('0.00');
  expect(cut('-1.009', 2)).toBe('-1.00');
});

it('draws points in the order of time, the later of two in one second', () => {
  const point = (time: string, value: string) => ({ time, value, profit: '1' });
  const points = [
    point('2026-01-31T12:00:00.000Z', '5'),
    point('2026-01-31T12:05:00.000Z', '6'),
    point('2026-01-31T12:05:00.900Z', '7'),
  ];
  const start = Date.UTC(2026, 0, 31, 12) / 1000;
  expect(chartPoints(points, 'value')).toEqual([
    { time: start, value: 5 },
    { time: start + 300, value: 7 },
  ]);
});

it('shows the greatest value first, and what has no price last', () => {
  const asset = (name: string, value: string | null) => ({ asset: name, value }) as never;
  const sorted = byValue([asset('A', '5'), asset('B', null), asset('C', '10.5')]);
  expect(sorted.map(({ asset: name }) => name)).toEqual(['C', 'A', 'B']);
});
