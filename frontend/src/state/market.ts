import { callAsOwner } from './owned';
import { usePolled } from './usePolled';

const TRADES_MILLIS = 5_000;

export function useRecentTrades(symbol: string) {
  return usePolled(`trades ${symbol}`, TRADES_MILLIS, () =>
    callAsOwner('get', '/api/v1/orders/recent-trades', { query: { symbol, limit: 50 } }),
  );
}
