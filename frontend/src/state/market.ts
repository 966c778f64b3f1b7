import { useEffect } from 'react';
import { ordersChanged } from './feed';
import { callAsOwner } from './owned';
import { useStore } from './store';
import { type Polled, usePolled } from './usePolled';

const OWN_MILLIS = 5_000;
const ORDERS_SHOWN = 100;

export function useMyOrders(symbol: string, userId: string) {
  return useReloaded(
    usePolled(`orders ${symbol} ${userId}`, OWN_MILLIS, () =>
      callAsOwner('get', '/api/v1/orders/my-orders', { query: { symbol, limit: ORDERS_SHOWN } }),
    ),
  );
}

export function useBalances(userId: string) {
  return useReloaded(
    usePolled(`balances ${userId}`, OWN_MILLIS, async () => {
      const { balances } = await callAsOwner('get', '/api/v1/account');
      return balances;
    }),
  );
}

export function useRecentTrades(symbol: string) {
  return usePolled(`trades ${symbol}`, OWN_MILLIS, () =>
    callAsOwner('get', '/api/v1/orders/recent-trades', { query: { symbol, limit: 50 } }),
  );
}

/** Asks again at once when the exchange says that something happened to an own order. */
function useReloaded<T>(polled: Polled<T>): Polled<T> {
  const changes = useStore(ordersChanged);
  const { reload } = polled;
  useEffect(() => {
    if (changes > 0) {
      reload();
    }
  }, [changes, reload]);
  return polled;
}
