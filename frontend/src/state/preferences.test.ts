// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

const KEY = 'exchange.preferences';

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});

test('what is preferred is there the next time', async () => {
  const { prefer } = await import('./preferences');
  prefer({ theme: 'light', symbol: 'ETH-USD', favourites: ['ETH-USD'] });

  vi.resetModules();
  const { preferences } = await import('./preferences');
  expect(preferences.get()).toMatchObject({
    theme: 'light',
    symbol: 'ETH-USD',
    favourites: ['ETH-USD'],
    chartInterval: '1m',
  });
});

test('what is stored and makes no sense is the default', async () => {
  localStorage.setItem(KEY, JSON.stringify({ theme: 7, favourites: 'ETH-USD', symbol: {} }));

  const { preferences } = await import('./preferences');
  expect(preferences.get()).toMatchObject({ theme: 'dark', favourites: [], symbol: null });
});

test('a storage that holds something else altogether is as good as none', async () => {
  localStorage.setItem(KEY, '"nonsense"');

  const { preferences } = await import('./preferences');
  expect(preferences.get().theme).toBe('dark');
});
