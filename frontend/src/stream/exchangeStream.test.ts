import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ExchangeStream } from './exchangeStream';
import type { LineState } from './line';
import type { TopicMessage } from './topics';

class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    return FakeSocket.all.at(-1) as FakeSocket;
  }

  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  opens() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  breaks() {
    this.readyState = 3;
    this.onclose?.();
  }

  said(op: string) {
    return this.sent.filter((message) => message.op === op);
  }
}

const depth = { channel: 'depth', symbol: 'BTC-USD' } as const;
const states: LineState['kind'][] = [];
const roundTrips: number[] = [];
let token: string | null;
let heard: TopicMessage[];
let doubts: boolean[];
let stream: ExchangeStream;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  states.length = 0;
  roundTrips.length = 0;
  token = null;
  heard = [];
  doubts = [];
  stream = new ExchangeStream('ws://exchange/api/v1/ws', async () => token, {
    onState: ({ kind }) => states.push(kind),
    onRoundTrip: (millis) => roundTrips.push(millis),
    onResyncing: () => undefined,
  });
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function message(type: string, sequence: number, previous_sequence?: number) {
  return {
    ...depth,
    type,
    sequence,
    ...(previous_sequence === undefined ? {} : { previous_sequence }),
  };
}

const follow = () =>
  stream.follow(depth, {
    onMessage: (told) => heard.push(told),
    onResync: (isResyncing) => doubts.push(isResyncing),
  });

describe('a topic', () => {
  test('is subscribed when the line opens, and told from the snapshot on', () => {
    follow();
    FakeSocket.last.opens();
    FakeSocket.last.says(message('update', 6, 5));
    FakeSocket.last.says([message('snapshot', 7), message('update', 9, 7)]);

    expect(FakeSocket.last.said('subscribe')).toMatchObject([depth]);
    expect(heard.map(({ sequence }) => sequence)).toEqual([7, 9]);
    expect(doubts.at(-1)).toBe(false);
  });

  test('with a gap is subscribed again, and what comes until the snapshot is left out', () => {
    follow();
    FakeSocket.last.opens();
    FakeSocket.last.says(message('snapshot', 7));
    FakeSocket.last.says(message('update', 12, 11));
    FakeSocket.last.says(message('update', 13, 12));

    expect(FakeSocket.last.said('subscribe')).toHaveLength(2);
    expect(doubts.at(-1)).toBe(true);

    FakeSocket.last.says(message('snapshot', 14));
    expect(heard.map(({ sequence }) => sequence)).toEqual([7, 14]);
    expect(doubts.at(-1)).toBe(false);
  });

  test('whose heartbeat knows more than was told is subscribed again', () => {
    follow();
    FakeSocket.last.opens();
    FakeSocket.last.says(message('snapshot', 7));
    FakeSocket.last.says(message('heartbeat', 7));
    expect(FakeSocket.last.said('subscribe')).toHaveLength(1);

    FakeSocket.last.says(message('heartbeat', 8));
    expect(FakeSocket.last.said('subscribe')).toHaveLength(2);
  });

  test('nobody listens to any more is unsubscribed', () => {
    const first = follow();
    const second = follow();
    FakeSocket.last.opens();

    first();
    expect(FakeSocket.last.said('unsubscribe')).toEqual([]);
    second();
    expect(FakeSocket.last.said('unsubscribe')).toMatchObject([depth]);
  });

  test('that was refused is asked for again', async () => {
    follow();
    FakeSocket.last.opens();
    const id = FakeSocket.last.said('subscribe')[0]?.id;
    FakeSocket.last.says({ id, status: 429, result: {}, retry_after: 1 });

    await vi.advanceTimersByTimeAsync(1_000);
    expect(FakeSocket.last.said('subscribe')).toHaveLength(2);
  });
});

describe('the own account', () => {
  const account = { channel: 'account' } as const;
  const signIn = async (livesMillis = 600_000) => {
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(0);
    const expires_at = new Date(Date.now() + livesMillis).toISOString();
    FakeSocket.last.says({ op: 'auth', id: 'auth', status: 200, result: { expires_at } });
  };

  test('is followed after the login is known, and resumed where it stood after a cut', async () => {
    token = 'T1';
    stream.follow(account, { onMessage: (told) => heard.push(told) });
    await signIn();
    expect(FakeSocket.last.said('auth')).toMatchObject([{ token: 'T1' }]);
    expect(FakeSocket.last.said('subscribe')).toMatchObject([account]);
    FakeSocket.last.says({ ...account, type: 'snapshot', sequence: 17 });

    FakeSocket.last.breaks();
    await vi.advanceTimersByTimeAsync(500);
    await signIn();
    FakeSocket.last.says({ ...account, type: 'update', previous_sequence: 17, sequence: 19 });

    expect(FakeSocket.last.said('resume')).toMatchObject([{ after: 17 }]);
    expect(heard.map(({ sequence }) => sequence)).toEqual([17, 19]);
  });

  test('is not asked for by a guest', async () => {
    stream.follow(account, { onMessage: (told) => heard.push(told) });
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(0);

    expect(FakeSocket.last.said('auth')).toEqual([]);
    expect(FakeSocket.last.said('subscribe')).toEqual([]);
  });

  test('brings a new token before the old one ends', async () => {
    token = 'T1';
    await signIn(30_000);
    token = 'T2';
    await vi.advanceTimersByTimeAsync(5_000);

    expect(FakeSocket.all.flatMap((socket) => socket.said('auth'))).toMatchObject([
      { token: 'T1' },
      { token: 'T2' },
    ]);
  });
});

describe('the line', () => {
  test('rests while a guest follows nothing, and is back when something is followed', async () => {
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('idle');

    follow();
    FakeSocket.last.opens();
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.last.said('subscribe')).toMatchObject([depth]);
  });

  test('is opened again for ever, within the longest pause, and topics begin anew', async () => {
    follow();
    FakeSocket.last.opens();
    for (let cut = 0; cut < 30; cut += 1) {
      const before = FakeSocket.all.length;
      FakeSocket.last.breaks();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(FakeSocket.all.length).toBe(before + 1);
    }
    FakeSocket.last.opens();

    expect(FakeSocket.last.said('subscribe')).toMatchObject([depth]);
    expect(states.slice(-2)).toEqual(['reconnecting', 'live']);
  });

  test('is opened anew at once when its node is about to stop', () => {
    follow();
    FakeSocket.last.opens();
    FakeSocket.last.says(message('snapshot', 7));
    FakeSocket.last.says({ event: 'serverShutdown', time: '2026-11-22T10:00:00.000Z' });
    expect(FakeSocket.all).toHaveLength(2);

    FakeSocket.last.opens();
    expect(FakeSocket.last.said('subscribe')).toMatchObject([depth]);
    expect(states).toEqual(['connecting', 'live', 'connecting', 'live']);
  });

  test('does not mind an event that it does not know', () => {
    follow();
    FakeSocket.last.opens();
    FakeSocket.last.says({ event: 'somethingNew', id: 1 });

    expect(FakeSocket.all).toHaveLength(1);
  });

  test('that is silent is stale, then left for another', async () => {
    follow();
    FakeSocket.last.opens();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(states).toEqual(['connecting', 'live', 'stale']);

    await vi.advanceTimersByTimeAsync(15_600);
    expect(FakeSocket.all.length).toBe(2);
  });

  test('measures the round trip', async () => {
    follow();
    FakeSocket.last.opens();
    const id = FakeSocket.last.said('ping')[0]?.id;
    await vi.advanceTimersByTimeAsync(40);
    FakeSocket.last.says({ op: 'pong', id });

    expect(roundTrips).toEqual([40]);
  });
});
