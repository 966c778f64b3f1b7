import { expect, test } from 'vitest';
import { Scale } from './scale';

test.each([
  ['0.01', '100.25', 10_025, '100.25', '100.25'],
  ['0.01', '100.5', 10_050, '100.50', '100.5'],
  ['0.05', '1.15', 23, '1.15', '1.15'],
  ['0.00000001', '0.00000007', 7, '0.00000007', '0.00000007'],
  ['1', '1200', 1200, '1200', '1200'],
  ['10', '1200', 120, '1200', '1200'],
  ['0.10', '3', 30, '3.0', '3'],
])('in steps of %s, %s is %d steps and back', (step, text, steps, fixed, short) => {
  const scale = new Scale(step);

  expect(scale.steps(text)).toBe(steps);
  expect(scale.fixed(steps)).toBe(fixed);
  expect(scale.text(steps)).toBe(short);
});

test('what is no multiple, or too much to count, is refused', () => {
  expect(() => new Scale('0.01').steps('0.005')).toThrow(RangeError);
  expect(() => new Scale('0.05').steps('0.07')).toThrow(RangeError);
  expect(() => new Scale('0.00000001').steps('900000000')).toThrow(RangeError);
});
