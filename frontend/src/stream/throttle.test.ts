import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { throttled } from './throttle';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('the first comes at once, the last always comes, the rest is skipped', () => {
  const seen: number[] = [];
  const { push } = throttled(100, (value: number) => seen.push(value));

  for (let value = 1; value <= 5; value += 1) {
    push(value);
  }
  expect(seen).toEqual([1]);

  vi.advanceTimersByTime(100);
  expect(seen).toEqual([1, 5]);

  push(6);
  expect(seen).toEqual([1, 5]);
  vi.advanceTimersByTime(100);
  expect(seen).toEqual([1, 5, 6]);
});

test('nothing comes after it was canceled', () => {
  const seen: number[] = [];
  const { push, cancel } = throttled(100, (value: number) => seen.push(value));

  push(1);
  push(2);
  cancel();
  vi.advanceTimersByTime(1_000);

  expect(seen).toEqual([1]);
});
