import { expect, test } from 'vitest';
import { parseExactJson } from './exactJson';

test('numbers stay the text that was sent', () => {
  const text = '{"price":90071992547409931.10,"small":0.00000001,"all":[1,-2.50],"none":null}';

  expect(parseExactJson(text)).toEqual({
    price: '90071992547409931.10',
    small: '0.00000001',
    all: ['1', '-2.50'],
    none: null,
  });
});

test('numbers inside of strings are left alone', () => {
  const text = '{"a 1":"say \\"2\\", 3.5\\\\","active":true}';

  expect(parseExactJson(text)).toEqual({ 'a 1': 'say "2", 3.5\\', active: true });
});

test('broken JSON is refused', () => {
  expect(() => parseExactJson('{"price":1.}')).toThrow(SyntaxError);
});
