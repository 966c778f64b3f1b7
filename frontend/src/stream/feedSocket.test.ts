// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FeedSocket } from './feedSocket';

class FakeSocket {
  static readonly OPEN = 1;
  static readonly all: FakeSocket[] = [];
  readonly sent: string[] = [];
  readyState = 0;
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.isClosed = true;
  }
}

const heard: string[] = [];
const listener = {
  onConnection: (connection: string) => heard.push(connection),
  onMessage: ({ kind }: { kind: string }) => heard.push(kind),
};
let feed: FeedSocket;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all.length = 0;
  heard.length = 0;
  feed = new FeedSocket(async () => 'a/token', listener);
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  feed.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function newest(): FakeSocket {
  return FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket;
}

test('connects to the own origin with the token', () => {
  newest().open();

  expect(newest().url).toBe('ws://localhost:3000/api/v1/ws/update?token=a%2Ftoken');
  expect(heard).toEqual(['connecting', 'live']);
});

test('connects again after every cut, with growing pauses', async () => {
  for (let cuts = 1; cuts <= 8; cuts += 1) {
    newest().onclose?.();
    expect(FakeSocket.all).toHaveLength(cuts);
    await vi.advanceTimersByTimeAsync(Math.min(500 * 2 ** (cuts - 1), 15_000));
    expect(FakeSocket.all).toHaveLength(cuts + 1);
  }
});

test('takes a line that stays silent in spite of pings for dead', async () => {
  const first = newest();
  first.open();

  await vi.advanceTimersByTimeAsync(20_000);
  expect(first.sent).toEqual(['{"type":"ping"}', '{"type":"ping"}']);
  expect(first.isClosed).toBe(false);

  await vi.advanceTimersByTimeAsync(10_000);
  expect(first.isClosed).toBe(true);
  expect(heard).toEqual(['connecting', 'live', 'reconnecting']);
});

test('keeps a line on which pings are answered', async () => {
  newest().open();
  for (let pings = 0; pings < 10; pings += 1) {
    await vi.advanceTimersByTimeAsync(10_000);
    newest().onmessage?.({ data: '{"type":"pong"}' });
  }

  expect(FakeSocket.all).toHaveLength(1);
});

test('stays closed once its owner closed it', async () => {
  newest().open();

  feed.close();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(newest().isClosed).toBe(true);
  expect(FakeSocket.all).toHaveLength(1);
});
