import { expect, test } from 'vitest';
import { Problem } from '../../api/problem';
import { refusal } from './refusal';
import { BLANK_TICKET, type Ticket } from './ticket';

const oco: Ticket = { ...BLANK_TICKET, kind: 'OCO', side: 'SELL' };

function invalid(...mistakes: [path: string[], message: string][]): Problem {
  const detail = mistakes.map(([loc, msg]) => ({ loc: ['body', ...loc], msg, type: 'x' }));
  return Problem.of(422, { message: 'm', error: 'INVALID_FIELD', field: 'f', detail }, null);
}

test('each mistake stands at its field, the first of a field counts', () => {
  const thrown = invalid(
    [['stop_price'], 'stop_price must be a positive multiple of 0.01'],
    [['stop_price'], 'another'],
    [['symbol'], 'symbol is unknown'],
  );

  expect(refusal(thrown, BLANK_TICKET)).toEqual({
    stopPrice: 'Stop price must be a positive multiple of 0.01.',
    form: 'Symbol is unknown.',
  });
});

test('of a list of two the stop has its own limit', () => {
  const thrown = invalid([['above', 'price'], 'a'], [['below', 'price'], 'b']);

  expect(refusal(thrown, oco)).toEqual({ price: 'A.', stopLimitPrice: 'B.' });
});

test.each<[code: string, ticket: Ticket, field: string]>([
  ['INSUFFICIENT_FUNDS', BLANK_TICKET, 'quantity'],
  ['INSUFFICIENT_FUNDS', { ...BLANK_TICKET, kind: 'MARKET', sizedBy: 'total' }, 'total'],
  ['POST_ONLY_WOULD_TRADE', BLANK_TICKET, 'price'],
  ['STOP_WOULD_TRIGGER', BLANK_TICKET, 'stopPrice'],
  ['MARKET_HALTED', BLANK_TICKET, 'form'],
])('%s is told where it belongs', (code, ticket, field) => {
  const thrown = Problem.of(400, { message: 'no', error: code, detail: 'no' }, null);

  expect(refusal(thrown, ticket)).toEqual({ [field]: 'No.' });
});

test('what is no answer of the exchange belongs to no field', () => {
  expect(refusal(Problem.noAnswer(), BLANK_TICKET)).toEqual({
    form: 'The exchange does not answer. Check the connection.',
  });
});
