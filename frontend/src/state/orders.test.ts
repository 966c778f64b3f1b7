// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeExchange, type Request, tokensFor } from '../testkit';
import { newClientOrderId, placeOrder } from './orders';
import { logIn } from './session';

const order = {
  side: 'BUY',
  order_type: 'LIMIT',
  price: '100.25',
  quantity: '0.5',
  client_order_id: 'web-1',
} as const;
const placed = { id: 'o1', status: 'OPEN', client_order_id: 'web-1' };
const finalAt = '2026-11-22T10:15:30.123Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function outcomeWith(answers: ((request: Request) => [number, unknown])[]) {
  const trading: Request[] = [];
  const exchange = fakeExchange((request) => {
    if (request.path === '/api/v1/auth/login') {
      return [200, { message: '', data: tokensFor('ann@example.com', 3600) }];
    }
    trading.push(request);
    const answer = answers[trading.length - 1];
    if (!answer) {
      throw new Error(`one request too many: ${request.path}`);
    }
    return answer(request);
  });
  vi.stubGlobal('fetch', exchange.fetch);
  await logIn('ann@example.com', 'secret');
  const outcome = placeOrder(order).catch((problem) => problem.message);
  await vi.runAllTimersAsync();
  return { outcome: await outcome, trading };
}

function noAnswer(): [number, unknown] {
  throw new TypeError('the line broke');
}

test('when the line breaks the same order is sent again', async () => {
  const done = () =>
    [200, { trades: [], order: placed, order_executed: false }] as [number, object];

  const { outcome, trading } = await outcomeWith([noAnswer, done]);

  expect(outcome).toEqual(placed);
  expect(trading.map(({ body }) => body)).toEqual([order, order]);
});

test('an unknown outcome is asked for until it is known', async () => {
  const unknown = { status: 'UNKNOWN', client_order_id: 'web-1', final_at: finalAt };

  const { outcome, trading } = await outcomeWith([
    () => [202, unknown],
    () => [404, { message: 'no such order', error: 'UNKNOWN_ORDER', final: false }],
    () => [202, { status: 'PENDING', client_order_id: 'web-1' }],
    () => [200, placed],
  ]);

  expect(outcome).toEqual(placed);
  expect(trading.at(-1)?.path).toBe(
    '/api/v1/orders/by-client-id/web-1?final_at=2026-11-22T10%3A15%3A30.123Z',
  );
});

test('an order that finally is not there was not placed', async () => {
  const unknown = { status: 'UNKNOWN', client_order_id: 'web-1', final_at: finalAt };

  const { outcome } = await outcomeWith([
    () => [202, unknown],
    () => [404, { message: 'no such order', error: 'UNKNOWN_ORDER', final: true }],
  ]);

  expect(outcome).toBe('The order did not reach the exchange in time.');
});

test('a refusal is final: nothing is sent again', async () => {
  const { outcome, trading } = await outcomeWith([
    () => [400, { message: 'not enough funds are available', error: 'INSUFFICIENT_FUNDS' }],
  ]);

  expect(outcome).toBe('not enough funds are available');
  expect(trading).toHaveLength(1);
});

test('client order ids are short, plain and differ', () => {
  const ids = new Set(Array.from({ length: 1000 }, newClientOrderId));

  expect(ids.size).toBe(1000);
  expect([...ids].filter((id) => !/^[A-Za-z0-9._:/-]{1,36}$/.test(id))).toEqual([]);
});
