import { useMemo } from 'react';
import { Store, useStore } from './store';

/** An own order that lives, as book and chart show it. Amounts are decimal texts. */
export type OwnOrder = {
  id: string;
  symbol: string;
  side: 'BUY' | 'SELL';
  orderType: string;
  /** Of the limit; null for an order without one. */
  price: string | null;
  /** Where it waits to be triggered; null for an order that is in the book. */
  stopPrice: string | null;
  remaining: string;
};

/** An own trade, as the chart marks it. */
export type OwnFill = {
  id: string;
  symbol: string;
  side: 'BUY' | 'SELL';
  price: string;
  quantity: string;
  time: string;
};

/** Open orders of all markets. The account's hooks fill it; empty when nobody is logged in. */
export const ownOrders = new Store<readonly OwnOrder[]>([]);
/** The last fills of all markets, newest last. */
export const ownFills = new Store<readonly OwnFill[]>([]);

export function useOwnOrders(symbol: string): readonly OwnOrder[] {
  const all = useStore(ownOrders);
  return useMemo(() => all.filter((order) => order.symbol === symbol), [all, symbol]);
}

export function useOwnFills(symbol: string): readonly OwnFill[] {
  const all = useStore(ownFills);
  return useMemo(() => all.filter((fill) => fill.symbol === symbol), [all, symbol]);
}
