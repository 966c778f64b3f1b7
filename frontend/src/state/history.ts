import { useInfiniteQuery } from '@tanstack/react-query';
import type { Call } from '../api/http';
import type { OwnFill } from '../model/account/events';
import { callAsOwner, textAsOwner } from './owned';

const PAGE_ROWS = 100;
const CSV_ROWS = 1_000;

/** Which part of the past is asked for; empty texts ask for all. */
export type HistoryFilter = { symbol: string; side: '' | 'BUY' | 'SELL'; from: string; to: string };

export const ALL_HISTORY: HistoryFilter = { symbol: '', side: '', from: '', to: '' };

/** Every order there ever was, the newest first, page by page. */
export function useOrderHistory(filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: ['account', 'orders', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      callAsOwner('get', '/api/v1/account/orders', { query: queryOf(filter, pageParam) }),
    getNextPageParam: ({ next }) => next,
  });
}

/** Every fill there ever was, the newest first, page by page. */
export function useFillHistory(filter: HistoryFilter) {
  return useInfiniteQuery({
    queryKey: ['account', 'fills', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      callAsOwner('get', '/api/v1/account/fills', { query: queryOf(filter, pageParam) }),
    getNextPageParam: ({ next }) => next,
  });
}

const MARKED_FILLS = 200;

/** The newest fills of all markets, as the account's own events would have told them. */
export async function latestFills(): Promise<OwnFill[]> {
  const query = { limit: MARKED_FILLS };
  const { fills } = await callAsOwner('get', '/api/v1/account/fills', { query });
  return fills.map((fill) => ({
    sequence: Number(fill.sequence),
    time: fill.ts,
    orderId: (fill.side === 'BUY' ? fill.buy_order_id : fill.sell_order_id) ?? '',
    clientOrderId: fill.client_order_id,
    tradeId: fill.engine_trade_id,
    symbol: fill.symbol,
    side: fill.side,
    price: fill.price,
    quantity: fill.quantity,
    fee: fill.fee,
    feeAsset: fill.fee_asset,
    liquidity: fill.liquidity,
  }));
}

type Exported = 'orders' | 'fills';

type Text = { text: string; headers: Headers };

/**
 * All pages of the filtered past as one CSV text. A link cannot carry the token, so the text is
 * fetched and then saved.
 */
export async function historyCsv(what: Exported, filter: HistoryFilter): Promise<string> {
  let csv = '';
  let before: string | null = null;
  do {
    const query: Call['query'] = { ...queryOf(filter, before), limit: CSV_ROWS, format: 'csv' };
    const { text, headers }: Text = await textAsOwner(`/api/v1/account/${what}`, { query });
    // Each page begins with the titles; one line of them is enough.
    csv += before === null ? text : text.slice(text.indexOf('\n') + 1);
    before = headers.get('X-Next');
  } while (before);
  return csv;
}

export function queryOf({ symbol, side, from, to }: HistoryFilter, before: string | null) {
  return {
    symbol: symbol || undefined,
    side: side || undefined,
    from: from ? dayStart(from, 0) : undefined,
    to: to ? dayStart(to, 1) : undefined,
    before: before ?? undefined,
    limit: PAGE_ROWS,
  };
}

/** The beginning of a day where the reader is, or of one some days later. */
function dayStart(day: string, later: number): string {
  const start = new Date(`${day}T00:00:00`);
  start.setDate(start.getDate() + later);
  return start.toISOString();
}
