import { expect, it } from 'vitest';
import { ALL_POSTINGS, postingQuery } from './postings';

it('asks for everything when nothing is chosen', () => {
  expect(Object.values(postingQuery(ALL_POSTINGS)).filter((value) => value !== undefined)).toEqual(
    [],
  );
});

it('counts the last day to its end', () => {
  const { start, end } = postingQuery({ ...ALL_POSTINGS, from: '2026-01-31', to: '2026-01-31' });
  expect(start).toBe(new Date(2026, 0, 31).toISOString());
  expect(end).toBe(new Date(2026, 1, 1).toISOString());
});
