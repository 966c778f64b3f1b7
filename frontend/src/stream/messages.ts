import type { Book } from '../api/types';
import { parseExactJson } from '../model/exactJson';

/** What the socket `/api/v1/ws/update` says, narrowed. Anything unknown is `other`. */
export type FeedMessage =
  | { kind: 'book'; book: Book }
  | { kind: 'price'; price: string }
  | { kind: 'order'; orderId: string; status: OrderStep; filled: string; remaining: string }
  | { kind: 'error'; message: string }
  | { kind: 'other' };

export type OrderStep = 'partially_filled' | 'filled' | 'cancelled';

type Raw = { type?: unknown; event?: unknown; message?: unknown; data?: Record<string, unknown> };

export function readMessage(text: string): FeedMessage {
  let raw: Raw;
  try {
    raw = (parseExactJson(text) ?? {}) as Raw;
  } catch {
    return { kind: 'other' };
  }
  const data = raw.data ?? {};
  if (raw.type === 'order_book_update' && Array.isArray(data.bids) && Array.isArray(data.asks)) {
    return { kind: 'book', book: data as Book };
  }
  if (raw.event === 'price_change' && typeof data.price === 'string') {
    return { kind: 'price', price: data.price };
  }
  if (raw.event === 'order_status' && typeof data.order_id === 'string') {
    return orderMessage(data);
  }
  if (raw.event === 'error') {
    return { kind: 'error', message: String(raw.message ?? '') };
  }
  return { kind: 'other' };
}

function orderMessage(data: Record<string, unknown>): FeedMessage {
  return {
    kind: 'order',
    orderId: data.order_id as string,
    status: data.status as OrderStep,
    filled: String(data.filled_quantity),
    remaining: String(data.remaining_quantity),
  };
}
