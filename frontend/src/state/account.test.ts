import { beforeEach, expect, test, vi } from 'vitest';
import type { TopicMessage } from '../stream/topics';

const resynced: unknown[] = [];
const drawn: (() => void)[] = [];

vi.mock('./stream', () => ({
  stream: () => ({ resync: (topic: unknown) => resynced.push(topic) }),
}));
vi.mock('../stream/pace', () => ({ pace: { mark: (draw: () => void) => drawn.push(draw) } }));
vi.mock('./session', () => ({ session: {} }));
vi.mock('./history', () => ({}));

const { AccountFeed, account } = await import('./account');
const { ownOrders } = await import('./ownOrders');

const snapshot = { channel: 'account', type: 'snapshot', sequence: 7, balances: [], orders: [] };

function update(...events: object[]): TopicMessage {
  return { channel: 'account', type: 'update', sequence: 0, events } as unknown as TopicMessage;
}

function placed(sequence: number) {
  const order = { order_id: 'o', symbol: 'BTC-USD', side: 'BUY', price: '5', quantity: '1' };
  return { sequence, time: 't', type: 'order_placed', changes: [], ...order };
}

beforeEach(() => {
  resynced.length = 0;
  drawn.length = 0;
});

test('events are drawn with the page, and reach book and chart', () => {
  const feed = new AccountFeed();
  feed.take(snapshot as unknown as TopicMessage);
  feed.take(update(placed(8)));
  expect(account.get()).toBeNull();

  drawn.at(-1)?.();

  expect(account.get()?.sequence).toBe(8);
  expect(ownOrders.get()).toMatchObject([{ id: 'o', price: '5', remaining: '1', stopPrice: null }]);
  feed.close();
  expect(account.get()).toBeNull();
  expect(ownOrders.get()).toEqual([]);
});

test('what was told twice counts once, what is missing is asked for', () => {
  const feed = new AccountFeed();
  feed.take(snapshot as unknown as TopicMessage);
  feed.take(update(placed(8)));
  feed.take(update(placed(8)));
  expect(resynced).toEqual([]);

  feed.take(update(placed(11)));
  expect(resynced).toEqual([{ channel: 'account' }]);
  feed.close();
});
