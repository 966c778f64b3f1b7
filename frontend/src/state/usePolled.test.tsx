// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { usePolled } from './usePolled';

type Question = { key: string; answer: (value: string) => void; fail: (error: Error) => void };

let questions: Question[];

beforeEach(() => {
  vi.useFakeTimers();
  questions = [];
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function polled() {
  const ask = (key: string) =>
    new Promise<string>((answer, fail) => questions.push({ key, answer, fail }));
  return renderHook(({ key }) => usePolled(key, 1_000, () => ask(key)), {
    initialProps: { key: 'a' },
  });
}

async function settle(index: number, how: (question: Question) => void) {
  await act(async () => how(questions[index] as Question));
}

test('an answer that a later one overtook is not shown', async () => {
  const { result } = polled();
  act(() => result.current.reload());

  await settle(1, ({ answer }) => answer('later'));
  await settle(0, ({ answer }) => answer('earlier'));

  expect(result.current.value).toBe('later');
});

test('a slow exchange is not asked again before it has answered', async () => {
  polled();
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(questions).toHaveLength(1);

  await settle(0, ({ answer }) => answer('at last'));
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(questions).toHaveLength(2);
});

test('a failure keeps the old value and says so', async () => {
  const { result } = polled();
  await settle(0, ({ answer }) => answer('old'));
  act(() => result.current.reload());

  await settle(1, ({ fail }) => fail(new Error('it is away')));

  expect(result.current).toMatchObject({ value: 'old', problem: 'It is away.' });
});

test('the value of another key is never shown', async () => {
  const { result, rerender } = polled();
  await settle(0, ({ answer }) => answer('of a'));
  act(() => result.current.reload());

  rerender({ key: 'b' });
  expect(result.current.value).toBeNull();
  await settle(1, ({ answer }) => answer('of a again'));
  expect(result.current.value).toBeNull();
  await settle(2, ({ answer }) => answer('of b'));
  expect(result.current.value).toBe('of b');
});
