import type { components } from '../api/schema';
import type { Exact } from './exactJson';

export type HealthSample = Exact<components['schemas']['HealthSample']>;
type Numeric = Exclude<keyof HealthSample, 'time'>;

export const SAMPLES_MAX = 600;

/** The samples known so far and the new ones, each once, no more than the charts show. */
export function merged(
  known: readonly HealthSample[],
  added: readonly HealthSample[],
): HealthSample[] {
  const last = known.at(-1)?.time ?? '';
  return [...known, ...added.filter(({ time }) => time > last)].slice(-SAMPLES_MAX);
}

/** A column over time, a point for each second; null where there was nothing to measure. */
export function points(
  samples: readonly HealthSample[],
  of: (sample: HealthSample) => number | null,
): { time: number; value: number | null }[] {
  const found = new Map<number, number | null>();
  for (const sample of samples) {
    found.set(Math.floor(Date.parse(sample.time) / 1_000), of(sample));
  }
  return [...found].map(([time, value]) => ({ time, value }));
}

export function numberOf(sample: HealthSample, name: Numeric): number | null {
  const text = sample[name];
  return text === null ? null : Number(text);
}

/** A count of the span as so many a second. */
export function perSecond(sample: HealthSample, name: Numeric): number {
  const millis = Math.max(1, Number(sample.span_ms));
  return ((numberOf(sample, name) ?? 0) * 1_000) / millis;
}

/** How many inputs a batch had. */
export function batchSize(sample: HealthSample): number | null {
  const commits = Number(sample.commits);
  return commits === 0 ? null : Number(sample.batch_inputs) / commits;
}
