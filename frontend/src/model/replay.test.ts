import { describe, expect, it } from 'vitest';
import { clockOf, dayOf, isDay, momentOf, nextSpeed, shiftedDay, spanOf } from './replay';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const BEGIN = Date.parse('2026-11-22T00:00:00Z');

describe('the span of a day', () => {
  it('is the whole day when the day is over', () => {
    const later = Date.parse('2026-11-24T00:00:00Z');

    expect(spanOf('2026-11-22', later, BEGIN)).toEqual({ from: BEGIN, to: BEGIN + 86_399_999 });
  });

  it('ends now when the day goes on, and begins a minute before a first trade', () => {
    expect(spanOf('2026-11-22', NOON, NOON - 600_000)).toEqual({ from: NOON - 660_000, to: NOON });
  });

  it('never ends before it begins', () => {
    expect(spanOf('2026-11-22', NOON, NOON + 60_000 * 5)).toEqual({ from: NOON, to: NOON });
  });
});

describe('days and clocks', () => {
  it('are in UTC', () => {
    expect(dayOf(NOON)).toBe('2026-11-22');
    expect(clockOf(NOON + 62_003)).toBe('12:01:02.003');
    expect(shiftedDay('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('take only what is a day or a moment', () => {
    expect(isDay('2026-02-30x')).toBe(false);
    expect(isDay('2026-13-01')).toBe(false);
    expect(isDay('2026-12-01')).toBe(true);
    expect(momentOf('yesterday')).toBeNull();
    expect(momentOf('2026-11-22T12:00:00.000Z')).toBe(NOON);
  });
});

describe('the speed', () => {
  it('goes up and down its steps and stops at their ends', () => {
    expect(nextSpeed(10, 1)).toBe(30);
    expect(nextSpeed(10, -1)).toBe(5);
    expect(nextSpeed(1, -1)).toBe(1);
    expect(nextSpeed(1_000, 1)).toBe(1_000);
  });
});
