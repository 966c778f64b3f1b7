import type { Book } from '../stream/book';
import type { Levels } from '../stream/levels';

/** A price in ticks, and the lots from the best price up to it. */
export type DepthPoint = { price: number; lots: number };

export type DepthCurves = {
  bids: readonly DepthPoint[];
  asks: readonly DepthPoint[];
  from: number;
  to: number;
  lotsMax: number;
};

const LEVELS_MAX = 400;
const REACH = 0.02;

/** Both sides equally far from the middle: as far as the book goes, at most two per cent. */
export function depthCurves({ bids, asks }: Pick<Book, 'bids' | 'asks'>): DepthCurves | null {
  const [bestBid, bestAsk] = [bids.prices[0], asks.prices[0]];
  if (bestBid === undefined || bestAsk === undefined) {
    return null;
  }
  const middle = (bestBid + bestAsk) / 2;
  const far = (levels: Levels) =>
    Math.abs((levels.prices[Math.min(levels.size, LEVELS_MAX) - 1] ?? middle) - middle);
  const reach = Math.max(
    Math.min(Math.max(far(bids), far(asks)), middle * REACH),
    bestAsk - bestBid,
  );
  const curves = {
    bids: points(bids, (price) => price >= middle - reach),
    asks: points(asks, (price) => price <= middle + reach),
  };
  return {
    ...curves,
    from: Math.max(0, Math.floor(middle - reach)),
    to: Math.ceil(middle + reach),
    lotsMax: Math.max(curves.bids.at(-1)?.lots ?? 0, curves.asks.at(-1)?.lots ?? 0),
  };
}

/** What the curves say at a share of the width. */
export function pointAt(curves: DepthCurves, share: number) {
  const { bids, asks, from, to } = curves;
  const price = from + share * (to - from);
  const best = bids[0]?.price ?? from;
  const side = price <= best || price < (asks[0]?.price ?? to) ? 'bids' : 'asks';
  const passed =
    side === 'bids'
      ? bids.filter((point) => point.price >= price)
      : asks.filter((point) => point.price <= price);
  return { side, price: Math.round(price), lots: passed.at(-1)?.lots ?? 0 } as const;
}

function points(levels: Levels, isNear: (price: number) => boolean): DepthPoint[] {
  const found: DepthPoint[] = [];
  let lots = 0;
  for (const price of levels.prices) {
    if (!isNear(price)) {
      break;
    }
    lots += levels.lotsAt(price);
    found.push({ price, lots });
  }
  return found;
}
