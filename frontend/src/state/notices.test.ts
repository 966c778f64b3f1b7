import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Notice } from '../model/account/notices';

const shown: string[] = [];

vi.mock('sonner', () => {
  const toast = (title: string) => shown.push(title);
  return { toast: Object.assign(toast, { success: toast, error: toast }) };
});

const { forgetNotices, notices, tell, unread } = await import('./notices');

let now = 0;

beforeEach(() => {
  now += 60_000;
  vi.useFakeTimers({ now });
  shown.length = 0;
  forgetNotices();
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

function notice(sequence: number): Notice {
  return { title: `n${sequence}`, text: '', tone: 'plain', time: 't', sequence };
}

test('the first three of a second are shown, the rest as one, all are kept', () => {
  for (let each = 1; each <= 8; each += 1) {
    tell(notice(each));
  }
  expect(shown).toEqual(['n1', 'n2', 'n3']);

  vi.advanceTimersByTime(1_000);
  expect(shown).toEqual(['n1', 'n2', 'n3', '5 things happened to your orders']);
  expect(notices.get().map(({ sequence }) => sequence)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(unread.get()).toBe(8);
});

test('a single one that had to wait is shown as it is', () => {
  for (let each = 1; each <= 4; each += 1) {
    tell(notice(each));
  }
  vi.advanceTimersByTime(1_000);

  expect(shown).toEqual(['n1', 'n2', 'n3', 'n4']);
});
