/** A candle as it is drawn; decimals have become numbers, for the eye only. */
export type Bar = {
  /** Where it begins, epoch milliseconds. */
  start: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
};

type Candle = Record<'start' | 'open' | 'high' | 'low' | 'close' | 'volume', string>;
type Deal = { price: string; quantity: string; time: string };

export const MINUTE_MILLIS = 60_000;

export function barOf(candle: Candle): Bar {
  return {
    start: Date.parse(candle.start),
    open: Number(candle.open),
    high: Number(candle.high),
    low: Number(candle.low),
    close: Number(candle.close),
    volume: Number(candle.volume),
  };
}

/** Bars of a longer interval. */
export function grouped(bars: readonly Bar[], millis: number): Bar[] {
  const groups: Bar[] = [];
  for (const bar of bars) {
    const start = Math.floor(bar.start / millis) * millis;
    const last = groups.at(-1);
    if (last?.start === start) {
      last.high = Math.max(last.high, bar.high);
      last.low = Math.min(last.low, bar.low);
      last.close = bar.close;
      last.volume += bar.volume;
    } else {
      groups.push({ ...bar, start });
    }
  }
  return groups;
}

/**
 * The bars of whole minutes as they were at a moment: none of what came later. The minute that was
 * going on is made of its trades, as far as they are known.
 *
 * @param deals newest first, none later than the moment
 */
export function barsUntil(minutes: readonly Bar[], deals: readonly Deal[], at: number): Bar[] {
  const going = Math.floor(at / MINUTE_MILLIS) * MINUTE_MILLIS;
  const end = firstFrom(minutes, going);
  const over = minutes.slice(0, end);
  const minute = minutes[end];
  return minute?.start === going ? [...over, formed(minute, deals, at)] : over;
}

function formed(minute: Bar, deals: readonly Deal[], at: number): Bar {
  const bar = { ...minute, high: minute.open, low: minute.open, close: minute.open, volume: 0 };
  const own = deals.filter(({ time }) => {
    const millis = Date.parse(time);
    return millis >= minute.start && millis <= at;
  });
  for (const { price, quantity } of own) {
    bar.high = Math.max(bar.high, Number(price));
    bar.low = Math.min(bar.low, Number(price));
    bar.volume += Number(quantity);
  }
  return own[0] ? { ...bar, close: Number(own[0].price) } : bar;
}

/** The index of the first bar that does not begin before the moment. */
export function firstFrom(bars: readonly Bar[], at: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.start ?? 0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * Of the minutes in which most was traded the end of the busiest one: the best place to begin to
 * look, and never before the market's first trade.
 */
export function busiest(bars: readonly Bar[], minutes = 5): number | null {
  const millis = minutes * MINUTE_MILLIS;
  const best = mostTraded(grouped(bars, millis));
  const within = bars.filter(
    ({ start }) => best && start >= best.start && start < best.start + millis,
  );
  const minute = mostTraded(within);
  return minute && minute.start + MINUTE_MILLIS;
}

function mostTraded(bars: readonly Bar[]): Bar | null {
  return bars.reduce<Bar | null>(
    (most, bar) => (bar.volume > (most?.volume ?? 0) ? bar : most),
    null,
  );
}
