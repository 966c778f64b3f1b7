import type { Book, Level } from '../api/types';
import { add, compare, percent, subtract } from './decimal';

export type DepthRow = { price: string; quantity: string; total: string; barPercent: number };

export const LEVELS = 10;

/** Best first: each level with the sum up to it, and that sum's share of the deeper side. */
export function depthRows(book: Book): { bids: DepthRow[]; asks: DepthRow[] } {
  const bids = totals(book.bids);
  const asks = totals(book.asks);
  const bidTotal = bids.at(-1)?.total ?? '0';
  const askTotal = asks.at(-1)?.total ?? '0';
  const longest = compare(bidTotal, askTotal) > 0 ? bidTotal : askTotal;
  const withBar = (row: Omit<DepthRow, 'barPercent'>) => ({
    ...row,
    barPercent: percent(row.total, longest),
  });
  return { bids: bids.map(withBar), asks: asks.map(withBar) };
}

/** Best ask less best bid; null when a side is empty. */
export function spread(book: Book): string | null {
  const bid = book.bids[0];
  const ask = book.asks[0];
  return bid && ask ? subtract(ask.price, bid.price) : null;
}

function totals(levels: Level[]): Omit<DepthRow, 'barPercent'>[] {
  let total = '0';
  return levels.slice(0, LEVELS).map(({ price, total_qty: quantity }) => {
    total = add(total, quantity);
    return { price, quantity, total };
  });
}
