/** A candle as it is drawn; the time is its start in seconds since 1970. */
export type Candle = {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
};

/** As the exchange tells it: amounts as decimal texts. */
export type ToldCandle = {
  start: string;
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
};

export const INTERVAL_SECONDS = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '1h': 3_600,
  '4h': 14_400,
  '1d': 86_400,
} as const;

export type Interval = keyof typeof INTERVAL_SECONDS;

const FILLED_MAX = 2_000;

/** For drawing only, so binary fractions will do. */
export function drawn({ start, open, high, low, close, volume }: ToldCandle): Candle {
  return {
    time: Date.parse(start) / 1_000,
    open: Number(open),
    high: Number(high),
    low: Number(low),
    close: Number(close),
    volume: Number(volume),
  };
}

/**
 * The newer candles laid over and behind the known ones. Intervals between them without trades are
 * filled with the price before.
 */
export function merged(
  known: readonly Candle[],
  newer: readonly Candle[],
  seconds: number,
): readonly Candle[] {
  const first = newer[0];
  if (!first) {
    return known;
  }
  const kept = known.filter(({ time }) => time < first.time);
  const all = [...kept];
  const changed = new Map(newer.map((candle) => [candle.time, candle]));
  for (const candle of known) {
    if (candle.time >= first.time && !changed.has(candle.time)) {
      changed.set(candle.time, candle);
    }
  }
  for (const candle of [...changed.values()].sort((a, b) => a.time - b.time)) {
    fill(all, candle.time, seconds);
    all.push(candle);
  }
  return all;
}

function fill(candles: Candle[], until: number, seconds: number): void {
  const last = candles.at(-1);
  if (!last || (until - last.time) / seconds > FILLED_MAX) {
    return;
  }
  const { close } = last;
  for (let time = last.time + seconds; time < until; time += seconds) {
    candles.push({ time, open: close, high: close, low: close, close, volume: 0 });
  }
}
