import type { ISeriesApi, SeriesType, UTCTimestamp } from 'lightweight-charts';

type Point = { time: number };

/**
 * Brings a series to the points: by its last points alone when only those differ, which is cheap,
 * else as a whole.
 */
export function bring<P extends Point>(
  series: ISeriesApi<SeriesType>,
  before: readonly P[],
  now: readonly P[],
): void {
  const from = before.length - 1;
  const isGrown =
    from > 0 &&
    now.length >= before.length &&
    now[0]?.time === before[0]?.time &&
    now[from]?.time === before[from]?.time;
  const stamped = (point: P) => ({ ...point, time: point.time as UTCTimestamp });
  if (!isGrown) {
    series.setData(now.map(stamped));
    return;
  }
  for (const point of now.slice(from)) {
    series.update(stamped(point));
  }
}
