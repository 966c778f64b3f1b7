import type { Book } from '../stream/book';
import type { Levels } from '../stream/levels';

/** A drawn row: a price in ticks, and lots at it and up to it. `share` is of the longest bar. */
export type BookRow = { price: number; lots: number; total: number; share: number };

export type BookView = {
  /** Best first. */
  bids: readonly BookRow[];
  asks: readonly BookRow[];
  bestBid: number | null;
  bestAsk: number | null;
};

/**
 * The best rows of both sides. With a grouping of more than one tick bids are put together at the
 * multiple below, asks at the one above, so that nothing looks better than it is.
 */
export function bookView(
  { bids, asks }: { bids: Levels; asks: Levels },
  grouping: number,
  bidRows: number,
  askRows: number,
): BookView {
  const grouped = {
    bids: rowsOf(bids, bidRows, (price) => Math.floor(price / grouping) * grouping),
    asks: rowsOf(asks, askRows, (price) => Math.ceil(price / grouping) * grouping),
  };
  const longest = Math.max(grouped.bids.at(-1)?.total ?? 0, grouped.asks.at(-1)?.total ?? 0);
  for (const row of [...grouped.bids, ...grouped.asks]) {
    row.share = row.total / longest;
  }
  return { ...grouped, bestBid: bids.prices[0] ?? null, bestAsk: asks.prices[0] ?? null };
}

/** In basis points of the middle, with one decimal; null when a side is empty. */
export function spreadBasisPoints({
  bestBid,
  bestAsk,
}: Pick<BookView, 'bestBid' | 'bestAsk'>): string | null {
  if (bestBid === null || bestAsk === null) {
    return null;
  }
  return (((bestAsk - bestBid) * 20_000) / (bestAsk + bestBid)).toFixed(1);
}

/** Multiples of the tick that make rows of a useful height for a price. */
export function groupings(book: Book): readonly number[] {
  const price = book.bids.prices[0] ?? book.asks.prices[0] ?? 0;
  const all = [1, 10, 100, 1_000, 10_000, 100_000];
  return all.filter((grouping) => grouping === 1 || grouping <= price / 50);
}

function rowsOf(levels: Levels, rows: number, group: (price: number) => number): BookRow[] {
  const found: BookRow[] = [];
  let total = 0;
  for (const price of levels.prices) {
    const lots = levels.lotsAt(price);
    const at = group(price);
    const last = found.at(-1);
    if (last?.price === at) {
      last.lots += lots;
    } else if (found.length === rows) {
      break;
    } else {
      found.push({ price: at, lots, total: 0, share: 0 });
    }
    total += lots;
    const row = found.at(-1);
    if (row) {
      row.total = total;
    }
  }
  return found;
}
