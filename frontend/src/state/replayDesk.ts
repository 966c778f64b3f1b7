import type { Market } from '../api/types';
import { clamped, nextSpeed, type Span } from '../model/replay';
import { Book, type DepthMessage } from '../stream/book';
import type { Deal, Position, ReplayLine, ReplayListener } from '../stream/replayLine';
import { latestOnly } from './latestOnly';
import { type PastBook, type PastSource, problemOf } from './pastSource';
import { Store } from './store';

/** A moment of a market's past, as it is shown. The book is one and changes, see its version. */
export type Frame = {
  at: number;
  /** Of the book's last change by then; null before the first answer. */
  sequence: number | null;
  book: Book;
  version: number;
  /** Newest first. */
  deals: readonly Deal[];
  status: string;
  orders: number | null;
  isLoading: boolean;
  problem: string | null;
  isPlaying: boolean;
  speed: number;
};

type Wanted = { at: number } | { sequence: number };

const DEALS_MAX = 500;
const PACE_MILLIS = 100;
/** Between two positions the clock runs on by itself, no longer than this. */
const ALONE_MILLIS = 1_500;

/**
 * Goes through a market's past: to any moment by asking for it, onward by having it played. Shows
 * the last known moment while the next is on its way. Create one per market and span; close it.
 */
export class ReplayDesk {
  readonly frame: Store<Frame>;
  readonly #market: Market;
  readonly #span: Span;
  readonly #source: PastSource;
  readonly #line: ReplayLine;
  readonly #asks: (wanted: Wanted) => void;
  #wanted: Wanted | null = null;
  #beat: ReturnType<typeof setInterval> | undefined;
  #position = { time: 0, heard: 0 };
  #next: Partial<Frame> = {};

  constructor(
    market: Market,
    span: Span,
    at: number,
    source: PastSource,
    lineFor: (listener: ReplayListener) => ReplayLine,
  ) {
    this.#market = market;
    this.#span = span;
    this.#source = source;
    this.frame = new Store<Frame>({
      at: clamped(at, span),
      sequence: null,
      book: new Book(market.tick_size, market.lot_size),
      version: 0,
      deals: [],
      status: market.status,
      orders: null,
      isLoading: true,
      problem: null,
      isPlaying: false,
      speed: 10,
    });
    this.#line = lineFor({
      onDepth: (message) => this.#depth(message),
      onDeals: (deals) => this.#deals(deals),
      onStatus: (status) => Object.assign(this.#next, { status }),
      onPosition: (position) => this.#positioned(position),
      onProblem: (problem) => this.#halted({ problem }),
    });
    this.#asks = latestOnly((wanted: Wanted, signal) => this.#fetch(wanted, signal));
    this.goTo(at);
  }

  /** To a moment; plays on from there if it played. */
  goTo(at: number): void {
    const isPlaying = this.#frame.isPlaying;
    const moment = clamped(Math.round(at), this.#span);
    this.#stop();
    this.#show({ at: moment, isPlaying });
    this.#want({ at: moment });
  }

  /** To right after a change of the book; where its time is known, the clock goes there at once. */
  goToSequence(sequence: number, time?: number): void {
    const at = clamped(time ?? this.#now(), this.#span);
    this.#stop();
    this.#show({ at, isPlaying: false });
    this.#want({ sequence });
  }

  /** One change of the book on or back. */
  step(direction: 1 | -1): void {
    const waiting = this.#wanted && 'sequence' in this.#wanted ? this.#wanted.sequence : null;
    const from = waiting ?? this.#frame.sequence;
    if (from !== null && from + direction >= 0) {
      this.goToSequence(from + direction);
    }
  }

  /** To the next trade, or the one before. */
  async jumpTrade(direction: 1 | -1): Promise<void> {
    const { at, deals } = this.#frame;
    if (direction === -1) {
      const before = deals.find(({ time }) => Date.parse(time) < at);
      this.goTo(before ? Date.parse(before.time) : this.#span.from);
      return;
    }
    try {
      const [next] = await this.#source.dealsAfter(deals[0]?.engine_trade_id ?? 0);
      if (next) {
        this.goTo(Date.parse(next.time));
      }
    } catch (thrown) {
      this.#show({ problem: problemOf(thrown) });
    }
  }

  play(): void {
    const { at, speed } = this.#frame;
    const from = at >= this.#span.to ? this.#span.from : at;
    this.#stop();
    this.#show({ at: from, isPlaying: true, problem: null });
    this.#begin(from, speed);
  }

  /** Where it is paused, the book is asked for once more: the clock of the page is not exact. */
  pause(): void {
    this.#halted({});
    this.#want({ at: this.#frame.at });
  }

  toggle(): void {
    if (this.#frame.isPlaying) {
      this.pause();
    } else {
      this.play();
    }
  }

  setSpeed(speed: number): void {
    this.#position = { time: this.#now(), heard: performance.now() };
    this.#show({ speed });
    this.#line.setSpeed(speed);
  }

  changeSpeed(direction: 1 | -1): void {
    this.setSpeed(nextSpeed(this.#frame.speed, direction));
  }

  close(): void {
    this.#rest();
    this.#wanted = null;
    this.#line.close();
  }

  get #frame(): Frame {
    return this.frame.get();
  }

  #show(change: Partial<Frame>): void {
    this.frame.set({ ...this.#frame, ...change });
  }

  #want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#show({ isLoading: true });
    this.#asks(wanted);
  }

  async #fetch(wanted: Wanted, signal: AbortSignal): Promise<void> {
    try {
      const past = await this.#source.book(wanted, signal);
      if (!past) {
        this.#empty(wanted);
        return;
      }
      this.#take(past, wanted);
      const deals = await this.#source.dealsBefore(past.lastTrade + 1, signal);
      this.#arrived(wanted, { deals });
    } catch (thrown) {
      if (!signal.aborted) {
        this.#arrived(wanted, { problem: problemOf(thrown) });
      }
    }
  }

  #take(past: PastBook, wanted: Wanted): void {
    if (this.#wanted === null) {
      // It plays meanwhile, and the book is the line's.
      return;
    }
    this.#frame.book.apply(past.snapshot);
    this.#show({
      version: this.#frame.version + 1,
      sequence: past.snapshot.sequence,
      status: past.status,
      orders: past.orders,
      problem: null,
      ...('sequence' in wanted ? { at: clamped(past.time, this.#span) } : {}),
    });
  }

  /** Before the market was made. */
  #empty(wanted: Wanted): void {
    const { book, version } = this.#frame;
    book.bids.clear();
    book.asks.clear();
    this.#arrived(wanted, { version: version + 1, deals: [], sequence: null, orders: 0 });
  }

  /** The last answer to what is wanted now; plays on if it is to. */
  #arrived(wanted: Wanted, change: Partial<Frame>): void {
    if (this.#wanted === null) {
      return;
    }
    const isLatest = wanted === this.#wanted;
    this.#show({ ...change, isLoading: !isLatest });
    if (!isLatest) {
      return;
    }
    this.#wanted = null;
    if (this.#frame.isPlaying) {
      this.#begin(this.#frame.at, this.#frame.speed);
    }
  }

  #begin(from: number, speed: number): void {
    this.#next = {};
    this.#position = { time: from, heard: performance.now() };
    this.#line.play(this.#market.symbol, from, this.#span.to, speed);
    this.#rest();
    this.#beat = setInterval(() => this.#tick(), PACE_MILLIS);
  }

  #rest(): void {
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  #stop(): void {
    this.#rest();
    this.#wanted = null;
    this.#next = {};
    this.#line.stop();
  }

  #halted(change: Partial<Frame>): void {
    const at = clamped(this.#now(), this.#span);
    this.#rest();
    const next = this.#next;
    this.#next = {};
    this.#show({ ...next, at, ...change, isPlaying: false, isLoading: false });
    this.#line.stop();
  }

  #depth(message: DepthMessage): void {
    if (!this.#frame.book.apply(message)) {
      this.goTo(this.#now());
      return;
    }
    this.#next.version = this.#frame.version + 1;
    this.#next.sequence = message.sequence;
    this.#next.orders = null;
  }

  #deals(told: readonly Deal[]): void {
    const known = this.#next.deals ?? this.#frame.deals;
    const last = known[0]?.engine_trade_id ?? 0;
    const added = told.filter(({ engine_trade_id }) => engine_trade_id > last).toReversed();
    if (added.length > 0) {
      this.#next.deals = [...added, ...known].slice(0, DEALS_MAX);
    }
  }

  #positioned({ state, time }: Position): void {
    this.#position = { time, heard: performance.now() };
    if (state !== 'playing' && this.#frame.isPlaying) {
      this.pause();
    }
  }

  #tick(): void {
    const next = this.#next;
    this.#next = {};
    this.#show({ ...next, at: clamped(this.#now(), this.#span), isLoading: false });
  }

  /** Where it plays, by the last position and the time since then. */
  #now(): number {
    const { speed, at } = this.#frame;
    if (this.#beat === undefined) {
      return at;
    }
    const since = Math.min(performance.now() - this.#position.heard, ALONE_MILLIS);
    return Math.round(this.#position.time + since * speed);
  }
}
