import { call } from '../api/http';
import { Problem, problemText } from '../api/problem';
import type { DepthMessage } from '../stream/book';
import type { Deal } from '../stream/replayLine';

/** A book of the past as the exchange tells it. */
export type PastBook = {
  snapshot: DepthMessage;
  time: number;
  status: string;
  orders: number;
  lastTrade: number;
};

/** What can be asked of a market's past. Null: there was no such market then. */
export type PastSource = {
  book: (
    wanted: { at: number } | { sequence: number },
    signal: AbortSignal,
  ) => Promise<PastBook | null>;
  /** Newest first. */
  dealsBefore: (trade: number, signal: AbortSignal) => Promise<Deal[]>;
  /** The next one. */
  dealsAfter: (trade: number) => Promise<Deal[]>;
};

const LEVELS = 100;
const DEALS = 200;

export function pastSource(symbol: string): PastSource {
  const params = { symbol };
  return {
    async book(wanted, signal) {
      const which =
        'at' in wanted ? { at: new Date(wanted.at).toISOString() } : { sequence: wanted.sequence };
      try {
        const past = await call('get', '/api/v1/markets/{symbol}/book', {
          params,
          query: { ...which, levels: LEVELS },
          signal,
        });
        const sequence = Number(past.sequence);
        return {
          snapshot: {
            channel: 'depth',
            type: 'snapshot',
            sequence,
            bids: past.bids as [string, string][],
            asks: past.asks as [string, string][],
            checksum: Number(past.checksum),
          },
          time: Date.parse(past.time),
          status: past.status,
          orders: Number(past.orders),
          lastTrade: Number(past.last_trade_id),
        };
      } catch (thrown) {
        if ('at' in wanted && thrown instanceof Problem && thrown.status === 404) {
          return null;
        }
        throw thrown;
      }
    },
    dealsBefore: (trade, signal) => deals({ before: trade, limit: DEALS }, signal),
    dealsAfter: (trade) => deals({ after: trade, limit: 1 }),
  };

  async function deals(query: Record<string, number>, signal?: AbortSignal): Promise<Deal[]> {
    const found = await call('get', '/api/v1/markets/{symbol}/trades', {
      params,
      query,
      ...(signal ? { signal } : {}),
    });
    return found.map((each) => ({ ...each, engine_trade_id: Number(each.engine_trade_id) }));
  }
}

export function problemOf(thrown: unknown): string {
  return problemText(thrown);
}
