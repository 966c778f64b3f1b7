import type { Market } from '../api/types';
import { Book, type DepthMessage } from '../stream/book';
import { Ring } from '../stream/ring';
import type { TopicMessage } from '../stream/topics';
import { type FollowedTopic, followedTopic, type Seen, useFollowed, useSeen } from './followed';

const TAPE_TRADES = 100;
/** In a busy market all rows of the tape change at once, which nobody reads ten times a second. */
const TAPE_MILLIS = 200;

/** The book is one and changes; the version says when to look at it again. */
export type SeenBook = { book: Book; version: number };

export type TapeTrade = {
  engine_trade_id: number;
  price: string;
  quantity: string;
  side: 'BUY' | 'SELL';
  time: string;
};

/** Null where there is none. */
export type LiveTicker = {
  best_bid: string | null;
  best_ask: string | null;
  last_price: string | null;
  open_24h: string | null;
  high_24h: string | null;
  low_24h: string | null;
  volume_24h: string;
  quote_volume_24h: string;
  trades_24h: number;
};

export type LiveStatus = {
  status: Market['status'];
  status_reason: string;
  status_since: string;
  status_ends_at: string | null;
  auction?: {
    indicative_price: string | null;
    indicative_quantity: string;
    surplus: string;
    surplus_side: 'BUY' | 'SELL' | null;
  };
};

export function liveBook({ symbol, tick_size, lot_size }: Market): FollowedTopic<SeenBook> {
  return followedTopic({ channel: 'depth', symbol }, () => {
    const book = new Book(tick_size, lot_size);
    let version = 0;
    return {
      take: (message) => book.apply(message as DepthMessage),
      show: () => {
        version += 1;
        return { book, version };
      },
    };
  });
}

export function useLiveBook(market: Market): Seen<SeenBook> {
  return useSeen(liveBook(market));
}

/** The last trades, newest first. */
export function tapeOf(symbol: string): FollowedTopic<readonly TapeTrade[]> {
  return followedTopic({ channel: 'trades', symbol }, () => {
    const ring = new Ring<TapeTrade>(TAPE_TRADES);
    return {
      take: (message) => {
        if (message.type === 'snapshot') {
          ring.clear();
        }
        ring.add((message as TopicMessage & { trades: TapeTrade[] }).trades);
        return true;
      },
      show: () => ring.newestFirst(),
      gapMillis: TAPE_MILLIS,
    };
  });
}

export function tickerOf(symbol: string): FollowedTopic<LiveTicker> {
  return followedTopic({ channel: 'ticker', symbol }, newestOf<LiveTicker>);
}

export function useTicker(symbol: string): Seen<LiveTicker> {
  return useSeen(tickerOf(symbol));
}

export function useStatus(symbol: string): Seen<LiveStatus> {
  return useFollowed({ channel: 'status', symbol }, newestOf<LiveStatus>);
}

/** Of a channel whose every message has all. */
function newestOf<V>() {
  let newest: TopicMessage;
  return {
    take: (message: TopicMessage) => {
      newest = message;
      return true;
    },
    show: () => newest as unknown as V,
  };
}
