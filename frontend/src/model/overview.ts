import type { Bar } from './bars';
import type { Span } from './replay';

/** A day in small, as paths of SVG in a box of 1,000 by 100. */
export type Overview = { line: string; area: string; up: string; down: string };

export const BOX = { width: 1_000, height: 100 } as const;

const COLUMNS = 240;
const VOLUME_HEIGHT = 34;
const PRICE_TOP = 6;
const PRICE_BOTTOM = 72;

/** Where a moment stands in a span, 0 to 1. */
export function shareOf(at: number, { from, to }: Span): number {
  return to > from ? Math.min(Math.max((at - from) / (to - from), 0), 1) : 0;
}

/** The price as a line with the ground below it, and the volume as columns at the foot. */
export function overviewOf(bars: readonly Bar[], span: Span): Overview {
  const columns = columnsOf(bars, span);
  if (columns.length === 0) {
    return { line: '', area: '', up: '', down: '' };
  }
  const low = Math.min(...columns.map((column) => column.low));
  const high = Math.max(...columns.map((column) => column.high));
  const most = Math.max(...columns.map((column) => column.volume));
  const yOf = (price: number) =>
    high > low
      ? PRICE_BOTTOM - ((price - low) / (high - low)) * (PRICE_BOTTOM - PRICE_TOP)
      : (PRICE_TOP + PRICE_BOTTOM) / 2;
  const points = columns.map(({ start, close }) => [xOf(start, span), yOf(close)] as const);
  const line = `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}`;
  const [firstX] = points[0] ?? [0];
  const [lastX] = points.at(-1) ?? [0];
  const area = `${line}L${short(lastX)} ${BOX.height}L${short(firstX)} ${BOX.height}Z`;
  const column = (bar: Bar) => {
    const height = most > 0 ? (bar.volume / most) * VOLUME_HEIGHT : 0;
    const width = (BOX.width / COLUMNS) * 0.7;
    const top = short(BOX.height - height);
    return `M${short(xOf(bar.start, span))} ${BOX.height}V${top}h${short(width)}V${BOX.height}Z`;
  };
  const traded = columns.filter(({ volume }) => volume > 0);
  return {
    line,
    area,
    up: traded
      .filter(({ open, close }) => close >= open)
      .map(column)
      .join(''),
    down: traded
      .filter(({ open, close }) => close < open)
      .map(column)
      .join(''),
  };
}

function columnsOf(bars: readonly Bar[], span: Span): Bar[] {
  const width = Math.max(1, (span.to - span.from) / COLUMNS);
  const columns = new Map<number, Bar>();
  for (const bar of bars) {
    const index = Math.max(0, Math.floor((bar.start - span.from) / width));
    const column = columns.get(index);
    if (column) {
      column.high = Math.max(column.high, bar.high);
      column.low = Math.min(column.low, bar.low);
      column.close = bar.close;
      column.volume += bar.volume;
    } else {
      columns.set(index, { ...bar, start: span.from + index * width });
    }
  }
  return [...columns.values()];
}

function xOf(at: number, span: Span): number {
  return shareOf(at, span) * BOX.width;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
