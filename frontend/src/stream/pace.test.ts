// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace';

let isHidden = false;

beforeEach(() => {
  vi.useFakeTimers();
  isHidden = false;
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('what is marked often is drawn ten times a second at the most', () => {
  const pace = new Pace();
  const draw = vi.fn();

  for (let millis = 0; millis < 1_000; millis += 1) {
    pace.mark(draw);
    vi.advanceTimersByTime(1);
  }

  expect(draw.mock.calls.length).toBeGreaterThanOrEqual(8);
  expect(draw.mock.calls.length).toBeLessThanOrEqual(10);
});

test('what is marked together is drawn in frames one after the other, the last mark too', () => {
  const pace = new Pace();
  const drawn: string[] = [];
  const [book, tape] = [() => drawn.push('book'), () => drawn.push('tape')];

  pace.mark(book);
  pace.mark(tape);
  pace.mark(book);
  vi.advanceTimersToNextFrame();
  expect(drawn).toEqual(['book']);
  vi.advanceTimersToNextFrame();
  expect(drawn).toEqual(['book', 'tape']);

  pace.mark(tape);
  vi.advanceTimersByTime(200);
  expect(drawn).toEqual(['book', 'tape', 'tape']);
});

test('what comes into sight does not wait for what was drawn just now', () => {
  const pace = new Pace();
  const drawn: string[] = [];
  const [book, chart] = [() => drawn.push('book'), () => drawn.push('chart')];

  pace.mark(book);
  vi.advanceTimersByTime(20);
  pace.mark(book);
  pace.mark(chart);
  vi.advanceTimersByTime(20);

  expect(drawn).toEqual(['book', 'chart']);
});

test('what asks for a slower pace has it', () => {
  const pace = new Pace();
  const draw = vi.fn();

  for (let millis = 0; millis < 1_000; millis += 1) {
    pace.mark(draw, 500);
    vi.advanceTimersByTime(1);
  }

  expect(draw).toHaveBeenCalledTimes(2);
});

test('nothing is drawn while nobody can see it, and all of it afterwards', () => {
  const pace = new Pace();
  const draw = vi.fn();

  isHidden = true;
  pace.mark(draw);
  vi.advanceTimersByTime(1_000);
  expect(draw).not.toHaveBeenCalled();

  isHidden = false;
  document.dispatchEvent(new Event('visibilitychange'));
  vi.advanceTimersByTime(200);
  expect(draw).toHaveBeenCalledTimes(1);
});
