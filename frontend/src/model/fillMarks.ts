type Fill = { side: 'BUY' | 'SELL'; time: string };

/** The fills of one side in one candle; the time is the candle's start in seconds since 1970. */
export type FillMark = { key: string; time: number; side: 'BUY' | 'SELL'; count: number };

/** One mark for all fills of a side in a candle, in the order of time: many would pile up. */
export function fillMarks(fills: readonly Fill[], seconds: number): FillMark[] {
  const marks = new Map<string, FillMark>();
  for (const { side, time } of fills) {
    const start = Math.floor(Date.parse(time) / 1_000 / seconds) * seconds;
    const key = `${start} ${side}`;
    const mark = marks.get(key) ?? { key, time: start, side, count: 0 };
    mark.count += 1;
    marks.set(key, mark);
  }
  return [...marks.values()].sort((a, b) => a.time - b.time);
}
