import { expect, it } from 'vitest';
import { perCent } from './perCent';

it('moves the point and leaves the digits', () => {
  const shares = ['0.001', '0.0005', '0.1', '0', '1.25', '0.10', '0.000001'];

  expect(shares.map(perCent)).toEqual([
    '0.1 %',
    '0.05 %',
    '10 %',
    '0 %',
    '125 %',
    '10 %',
    '0.0001 %',
  ]);
});
