import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Book } from '../stream/book';
import type { ReplayLine, ReplayListener } from '../stream/replayLine';
import { bitcoin } from '../testkit';
import type { PastBook, PastSource } from './pastSource';
import { ReplayDesk } from './replayDesk';

const SPAN = { from: 1_000_000, to: 2_000_000 };

function past(sequence: number, time: number): PastBook {
  const bids: [string, string][] = [[String(100 + sequence), '1']];
  const book = new Book(bitcoin.tick_size, bitcoin.lot_size);
  const draft = { channel: 'depth', type: 'snapshot' as const, sequence, bids, asks: [] };
  book.apply({ ...draft, checksum: 0 });
  const snapshot = { ...draft, checksum: book.checksum() };
  return { snapshot, time, status: 'OPEN', orders: 1, lastTrade: sequence };
}

function deal(engine_trade_id: number, millis: number) {
  const time = new Date(millis).toISOString();
  return { engine_trade_id, price: '100', quantity: '1', side: 'BUY' as const, time };
}

/** A market whose book changes once a second, and trades with each change. */
function steadySource(): PastSource & { asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    book: async (wanted) => {
      asked.push(wanted);
      if ('at' in wanted && wanted.at === SPAN.from) {
        return null;
      }
      const sequence =
        'at' in wanted ? Math.floor((wanted.at - SPAN.from) / 1_000) : wanted.sequence;
      return past(sequence, SPAN.from + sequence * 1_000);
    },
    dealsBefore: async (trade) => [deal(trade - 1, SPAN.from + (trade - 1) * 1_000)],
    dealsAfter: async (trade) => [deal(trade + 1, SPAN.from + (trade + 1) * 1_000)],
  };
}

function silentLine() {
  const calls: string[] = [];
  let listener: ReplayListener | null = null;
  const line = {
    play: (_: string, from: number, __: number, speed: number) =>
      calls.push(`play ${from} ${speed}`),
    setSpeed: (speed: number) => calls.push(`speed ${speed}`),
    stop: () => undefined,
    close: () => undefined,
  } as unknown as ReplayLine;
  return {
    calls,
    lineFor: (given: ReplayListener) => {
      listener = given;
      return line;
    },
    say: (tell: (listener: ReplayListener) => void) => listener && tell(listener),
  };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('the replay desk', () => {
  let desk: ReplayDesk;
  let source: ReturnType<typeof steadySource>;
  let line: ReturnType<typeof silentLine>;

  beforeEach(async () => {
    vi.useFakeTimers();
    source = steadySource();
    line = silentLine();
    desk = new ReplayDesk(bitcoin, SPAN, SPAN.from + 5_500, source, line.lineFor);
    await settled();
  });

  afterEach(() => {
    desk.close();
    vi.useRealTimers();
  });

  it('shows the book and the trades of the moment it is at', () => {
    const { at, sequence, deals, isLoading, book } = desk.frame.get();

    expect({ at, sequence, isLoading }).toEqual({ at: 1_005_500, sequence: 5, isLoading: false });
    expect(deals[0]?.engine_trade_id).toBe(5);
    expect(book.bids.prices).toEqual([10_500]);
  });

  it('asks for one moment at a time and then only for the last that is wanted', async () => {
    for (const second of [10, 20, 30, 40]) {
      desk.goTo(SPAN.from + second * 1_000);
    }
    expect(desk.frame.get().at).toBe(1_040_000);

    await settled();

    expect(source.asked).toHaveLength(3);
    expect(desk.frame.get().sequence).toBe(40);
    expect(desk.frame.get().isLoading).toBe(false);
  });

  it('has its clock at an event at once, and keeps it there when the book is told', async () => {
    desk.goToSequence(7, SPAN.from + 7_000);
    expect(desk.frame.get().at).toBe(1_007_000);

    await settled();

    expect(desk.frame.get()).toMatchObject({ at: 1_007_000, sequence: 7, isPlaying: false });
  });

  it('steps by one change, also when steps are faster than the answers', async () => {
    desk.step(1);
    desk.step(1);
    desk.step(-1);
    await settled();

    expect(desk.frame.get().sequence).toBe(6);
    expect(desk.frame.get().at).toBe(1_006_000);
  });

  it('jumps to the trade before and after', async () => {
    await desk.jumpTrade(1);
    await settled();
    expect(desk.frame.get().at).toBe(1_006_000);

    desk.goTo(1_006_500);
    await settled();
    await desk.jumpTrade(-1);
    await settled();
    expect(desk.frame.get().at).toBe(1_006_000);
  });

  it('plays on from where it is, in the steps of the line', async () => {
    desk.setSpeed(10);
    desk.play();
    line.say((listener) => {
      listener.onDepth({ ...past(6, 0).snapshot });
      listener.onDeals([deal(6, 1_006_000)]);
      listener.onPosition({ state: 'playing', time: 1_006_000, sequence: 6 });
    });
    await vi.advanceTimersByTimeAsync(100);

    expect(line.calls).toEqual(['speed 10', 'play 1005500 10']);
    expect(desk.frame.get().sequence).toBe(6);
    expect(desk.frame.get().deals.map((each) => each.engine_trade_id)).toEqual([6, 5]);
    expect(desk.frame.get().at).toBeGreaterThanOrEqual(1_006_000);
  });

  it('asks for the exact book where it is paused', async () => {
    desk.play();
    line.say((listener) => listener.onPosition({ state: 'ended', time: SPAN.to, sequence: 1_000 }));
    await settled();

    expect(desk.frame.get()).toMatchObject({ at: SPAN.to, sequence: 1_000, isPlaying: false });
  });

  it('plays on after it is moved while it plays', async () => {
    desk.play();
    desk.goTo(1_500_000);
    await settled();

    expect(line.calls.at(-1)).toBe('play 1500000 10');
    expect(desk.frame.get().isPlaying).toBe(true);
  });

  it('has an empty book before the market was made', async () => {
    desk.goTo(SPAN.from);
    await settled();

    const { sequence, deals, book } = desk.frame.get();
    expect({ sequence, deals, bids: book.bids.size }).toEqual({
      sequence: null,
      deals: [],
      bids: 0,
    });
  });

  it('says why it stopped', () => {
    desk.play();
    line.say((listener) => listener.onProblem('The line was cut.'));

    expect(desk.frame.get()).toMatchObject({ isPlaying: false, problem: 'The line was cut.' });
  });
});
