import { expect, it } from 'vitest';
import { overviewOf, shareOf } from './overview';

const span = { from: 0, to: 240_000 };
const bar = (start: number, open: number, close: number, volume: number) => ({
  start,
  open,
  high: Math.max(open, close),
  low: Math.min(open, close),
  close,
  volume,
});

it('draws the price as a line and the volume as columns, up and down apart', () => {
  const { line, up, down } = overviewOf([bar(0, 10, 20, 4), bar(120_000, 20, 10, 2)], span);

  expect(line).toBe('M0 6L500 72');
  expect(up).toBe('M0 100V66h2.9V100Z');
  expect(down).toBe('M500 100V83h2.9V100Z');
});

it('is empty for a day without trades', () => {
  expect(overviewOf([], span)).toEqual({ line: '', area: '', up: '', down: '' });
});

it('places a moment within the span', () => {
  expect(shareOf(60_000, span)).toBe(0.25);
  expect(shareOf(-5, span)).toBe(0);
  expect(shareOf(999_999, span)).toBe(1);
  expect(shareOf(1, { from: 1, to: 1 })).toBe(0);
});
