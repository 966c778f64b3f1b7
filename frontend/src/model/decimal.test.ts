import { describe, expect, test } from 'vitest';
import {
  add,
  changePercent,
  compact,
  compare,
  cut,
  display,
  divideDown,
  floorTo,
  isMultiple,
  multiply,
  percent,
  stepped,
  subtract,
  trimmed,
  typedDecimal,
} from './decimal';

describe('arithmetic', () => {
  test('is exact where binary fractions are not', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(subtract('0.3', '0.1')).toBe('0.2');
    expect(subtract('100', '100.5')).toBe('-0.5');
    expect(multiply('90071992547409.93', '0.00000001')).toBe('900719.9254740993');
  });

  test('compares by value, not by text', () => {
    expect(compare('9', '10')).toBe(-1);
    expect(compare('1.50', '1.5')).toBe(0);
    expect(compare('0.10', '0.09')).toBe(1);
  });

  test.each([
    ['0.07', '0.01', true],
    ['0.075', '0.01', false],
    ['12345.67', '0.01', true],
    ['1', '0.00000001', true],
    ['1.5', '0', false],
  ])('whether %s goes in steps of %s is %s', (value, step, expected) => {
    expect(isMultiple(value, step)).toBe(expected);
  });

  test.each([
    ['1.239', '0.01', '1.23'],
    ['0.009', '0.01', '0'],
    ['-1', '0.01', '0'],
    ['90071992547409.931', '0.00000001', '90071992547409.931'],
  ])('%s down to steps of %s is %s', (value, step, expected) => {
    expect(floorTo(value, step)).toBe(expected);
  });

  test.each([
    ['100', '3', '0.01', '33.33'],
    ['1', '30000', '0.00000001', '0.00003333'],
    ['1', '0', '0.01', '0'],
  ])('%s / %s in steps of %s is %s', (a, b, step, expected) => {
    expect(divideDown(a, b, step)).toBe(expected);
  });

  test('a bar of nothing is empty', () => {
    expect(percent('0', '0')).toBe(0);
    expect(percent('1', '3')).toBe(33);
  });
});

test.each([
  [' 1.50 ', '1.50'],
  ['.5', '0.5'],
  ['1.', '1'],
  ['', null],
  ['1,000', null],
  ['1e9', null],
  ['NaN', null],
])('typed %j is taken as %j', (typed, expected) => {
  expect(typedDecimal(typed)).toBe(expected);
});

test('display groups thousands, pads, and cuts nothing off', () => {
  expect(display('1234567.5', 2)).toBe('1,234,567.50');
  expect(display('0.00000001', 2)).toBe('0.00000001');
  expect(display('-1000')).toBe('-1,000');
});

describe('steps', () => {
  test('go to the next multiple in their direction, never below zero', () => {
    expect(stepped('', '0.01', 1)).toBe('0.01');
    expect(stepped('100.25', '0.5', 1)).toBe('100.5');
    expect(stepped('100.25', '0.5', -1)).toBe('100');
    expect(stepped('100.5', '0.5', -10)).toBe('95.5');
    expect(stepped('0.01', '0.01', -10)).toBe('0');
  });
});

test.each([
  ['100', '101.5', '+1.50'],
  ['100', '99.999', '+0.00'],
  ['0.5', '0.25', '-50.00'],
  ['0', '5', '+0.00'],
])('from %s to %s is %s per cent', (from, to, change) => {
  expect(changePercent(from, to)).toBe(change);
});

test.each([
  ['0.123456', '0.123'],
  ['12.5', '12.5'],
  ['999.99', '999.9'],
  ['1234.5', '1.23K'],
  ['12345', '12.3K'],
  ['123456', '123K'],
  ['1234567.1', '1.23M'],
  ['12345678901', '12.3B'],
])('%s is %s at a glance', (value, glance) => {
  expect(compact(value)).toBe(glance);
});

test('decimals are cut, not rounded', () => {
  expect(cut('1.99999', 2)).toBe('1.99');
  expect(cut('1.001', 2)).toBe('1');
});

test('an amount is cut to the decimals of its scale, and never to nothing', () => {
  expect(trimmed('1234.56789', 2)).toBe('1,234.56');
  expect(trimmed('0.5', 2)).toBe('0.5');
  expect(trimmed('0.004', 2)).toBe('< 0.01');
  expect(trimmed('0', 2)).toBe('0');
});
