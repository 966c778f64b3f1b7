import { expect, it } from 'vitest';
import { batchSize, type HealthSample, merged, numberOf, perSecond, points } from './health';

const sample = (second: number, values: Partial<HealthSample> = {}): HealthSample =>
  ({
    time: `2026-11-22T10:00:0${second}.000Z`,
    span_ms: '2000',
    orders_accepted: '10',
    commits: '4',
    batch_inputs: '10',
    answer_p50_ms: null,
    ...values,
  }) as HealthSample;

it('adds each sample once', () => {
  const known = [sample(1), sample(2)];

  expect(merged(known, [sample(2), sample(3)]).map(({ time }) => time.slice(18, 19))).toEqual([
    '1',
    '2',
    '3',
  ]);
});

it('counts by the second, whatever the span was', () => {
  expect(perSecond(sample(1), 'orders_accepted')).toBe(5);
  expect(batchSize(sample(1))).toBe(2.5);
  expect(batchSize(sample(1, { commits: '0' }))).toBeNull();
});

it('keeps the place of seconds without a value', () => {
  const samples = [sample(1), sample(2, { answer_p50_ms: '1.5' })];
  const second = Date.parse('2026-11-22T10:00:01Z') / 1_000;

  expect(points(samples, (each) => numberOf(each, 'answer_p50_ms'))).toEqual([
    { time: second, value: null },
    { time: second + 1, value: 1.5 },
  ]);
});
