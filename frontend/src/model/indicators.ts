import type { Candle } from './candle';

/** A value for each candle; null where there are too few before it. */
export type Values = (number | null)[];

/** Simple moving average. */
export function sma(values: readonly number[], length: number): Values {
  let sum = 0;
  return values.map((value, at) => {
    sum += value - (at >= length ? (values[at - length] ?? 0) : 0);
    return at >= length - 1 ? sum / length : null;
  });
}

/** Exponential moving average; begins with the simple one of the first values. */
export function ema(values: readonly number[], length: number): Values {
  const weight = 2 / (length + 1);
  let sum = 0;
  let last = 0;
  return values.map((value, at) => {
    sum += value;
    if (at < length - 1) {
      return null;
    }
    last = at === length - 1 ? sum / length : value * weight + last * (1 - weight);
    return last;
  });
}

/** Average price weighted by volume, begun anew each day (UTC). */
export function vwap(candles: readonly Candle[]): Values {
  let day = Number.NaN;
  let value = 0;
  let volume = 0;
  return candles.map((candle) => {
    const itsDay = Math.floor(candle.time / 86_400);
    if (itsDay !== day) {
      day = itsDay;
      value = 0;
      volume = 0;
    }
    value += ((candle.high + candle.low + candle.close) / 3) * candle.volume;
    volume += candle.volume;
    return volume > 0 ? value / volume : null;
  });
}

/** The simple average, and so many standard deviations above and below it. */
export function bollinger(values: readonly number[], length: number, deviations: number) {
  const middle = sma(values, length);
  const band = middle.map((mean, at) => {
    if (mean === null) {
      return null;
    }
    const window = values.slice(at - length + 1, at + 1);
    const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
    return deviations * Math.sqrt(variance);
  });
  const shifted = (sign: 1 | -1): Values =>
    middle.map((mean, at) => (mean === null ? null : mean + sign * (band[at] ?? 0)));
  return { upper: shifted(1), middle, lower: shifted(-1) };
}

/** Wilder's relative strength index, 0 to 100. */
export function rsi(values: readonly number[], length: number): Values {
  let gain = 0;
  let loss = 0;
  return values.map((value, at) => {
    const change = at === 0 ? 0 : value - (values[at - 1] ?? value);
    const up = Math.max(change, 0);
    const down = Math.max(-change, 0);
    if (at <= length) {
      gain += up / length;
      loss += down / length;
    } else {
      gain = (gain * (length - 1) + up) / length;
      loss = (loss * (length - 1) + down) / length;
    }
    if (at < length) {
      return null;
    }
    return loss === 0 ? (gain === 0 ? 50 : 100) : 100 - 100 / (1 + gain / loss);
  });
}
