import { Problem } from '../api/problem';
import type { Order, PlaceOrder } from '../api/types';
import type { Submission } from '../model/ticket/order';
import { callAsOwner } from './owned';

const TRIES_MAX = 3;
const PAUSE_MILLIS = 1_000;
const QUESTIONS_MAX = 60;

type PlaceOco = Extract<Submission, { kind: 'list' }>['orders'];

/** Places what a ticket asks for, and comes back with the order, or the first of two. */
export async function submit(submission: Submission): Promise<Order> {
  return submission.kind === 'order' ? placeOrder(submission.order) : placeList(submission.orders);
}

/**
 * Places an order and comes back with what became of it. When the line breaks, the same order is
 * sent again: the exchange knows it by its client order id. When the exchange itself does not know
 * yet, it is asked until it does.
 */
export async function placeOrder(order: PlaceOrder): Promise<Order> {
  const answer = await persistently(() =>
    callAsOwner('post', '/api/v1/orders/place', { body: order }),
  );
  return 'order' in answer
    ? answer.order
    : await outcome(answer.client_order_id ?? '', answer.final_at);
}

async function placeList(orders: PlaceOco): Promise<Order> {
  const answer = await persistently(() =>
    callAsOwner('post', '/api/v1/orders/oco', { body: orders }),
  );
  return 'above' in answer
    ? answer.above
    : await outcome(orders.above.client_order_id ?? '', answer.final_at);
}

/** What may be asked twice is asked again while nothing comes back. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.status !== 0 || tries === TRIES_MAX) {
        throw thrown;
      }
      await pause();
    }
  }
}

async function outcome(client_order_id: string, final_at: string): Promise<Order> {
  for (let asked = 0; asked < QUESTIONS_MAX; asked += 1) {
    try {
      const path = '/api/v1/orders/by-client-id/{client_order_id}';
      const call = { params: { client_order_id }, query: { final_at } };
      const answer = await callAsOwner('get', path, call);
      if ('id' in answer) {
        return answer;
      }
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.isFinal) {
        throw new Problem('The order did not reach the exchange in time.', 404, 'TOO_LATE');
      }
    }
    await pause();
  }
  throw new Problem('The order is not confirmed yet. See your orders.', 202, 'UNKNOWN');
}

export async function cancelOrder(orderId: string): Promise<void> {
  const path = '/api/v1/orders/cancel/{order_id}';
  await callAsOwner('delete', path, { params: { order_id: orderId } });
}

/** Ends all open orders, of one market or of all, and says how many. */
export async function cancelAll(symbol: string | null): Promise<string> {
  const query = symbol ? { symbol } : {};
  const answer = await callAsOwner('delete', '/api/v1/orders/my-orders', { query });
  return 'canceled' in answer ? answer.canceled : '';
}

/** Unique without `crypto.randomUUID`, which a page has over HTTPS and on localhost only. */
export function newClientOrderId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
}
