import type { Portfolio, PortfolioAsset } from '../api/types';
import type { TimePoint } from '../ui/TimeChart';
import { compare } from './decimal';

export type PortfolioLine = 'value' | 'profit';

const SECOND_MILLIS = 1_000;

/** The points of one line as the chart draws them: rising in time, none twice. */
export function chartPoints(points: Portfolio['points'], line: PortfolioLine): TimePoint[] {
  const drawn: TimePoint[] = [];
  for (const point of points) {
    const time = Math.floor(Date.parse(point.time) / SECOND_MILLIS);
    if (time === drawn.at(-1)?.time) {
      drawn.pop();
    }
    drawn.push({ time, value: Number(point[line]) });
  }
  return drawn;
}

/** What one has, the greatest value first, and after it what has gone or has no price. */
export function byValue(assets: readonly PortfolioAsset[]): PortfolioAsset[] {
  return [...assets].sort((a, b) => compare(b.value ?? '0', a.value ?? '0'));
}

/** A share such as "0.0512" as per cent with two decimals, rounded to the nearest: "5.12". */
export function inPercent(share: string | null): string | null {
  if (share === null) {
    return null;
  }
  const isNegative = share.startsWith('-');
  const [whole = '0', fraction = ''] = (isNegative ? share.slice(1) : share).split('.');
  const digits = BigInt(`${whole}${fraction.padEnd(5, '0').slice(0, 5)}`);
  const hundredths = ((digits + 5n) / 10n).toString().padStart(3, '0');
  const text = `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
  return isNegative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** For the eye: cut to so many decimals, never rounded up to what one does not have. */
export function cut(value: string, decimals: number): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const text = decimals > 0 ? `${whole}.${kept}` : whole;
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}
