/** From and to in epoch milliseconds. */
export type Span = { from: number; to: number };

const DAY_MILLIS = 86_400_000;
const MINUTE_MILLIS = 60_000;

/** How much faster than it was. */
export const SPEEDS = [1, 2, 5, 10, 30, 60, 100, 300, 1_000] as const;

/** The day in UTC that a moment is in: "2026-11-22". */
export function dayOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The same number of days later, or earlier. */
export function shiftedDay(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLIS);
}

/**
 * What of a day can be played: not what is yet to come, and of a market's first day only from the
 * minute before its first trade on.
 */
export function spanOf(day: string, now: number, firstBar: number | null): Span {
  const begin = Date.parse(`${day}T00:00:00Z`);
  const to = Math.min(begin + DAY_MILLIS - 1, now);
  const from = firstBar !== null && firstBar > begin ? firstBar - MINUTE_MILLIS : begin;
  return { from: Math.min(Math.max(begin, from), to), to };
}

export function clamped(at: number, { from, to }: Span): number {
  return Math.min(Math.max(at, from), to);
}

/** The time of day in UTC, to the millisecond: "14:32:07.250". */
export function clockOf(millis: number): string {
  return new Date(millis).toISOString().slice(11, 23);
}

/** The next faster speed, or the next slower one. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const at = SPEEDS.findIndex((each) => each >= speed);
  const next = (at < 0 ? SPEEDS.length - 1 : at) + direction;
  return SPEEDS[Math.min(Math.max(next, 0), SPEEDS.length - 1)] ?? 1;
}

/** What the address asks for, if it is a moment. */
export function momentOf(text: string | null): number | null {
  const millis = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(millis) ? null : millis;
}
