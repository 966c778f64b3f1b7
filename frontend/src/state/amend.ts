import type { OwnOrder } from '../model/account/events';
import { replacementOf, type StopChange } from '../model/account/replacement';
import { newClientOrderId } from './orders';
import { callAsOwner } from './owned';

/** Moves an open order to another limit or quantity; it keeps its id. */
export async function amendOrder(
  orderId: string,
  change: { price?: string; quantity?: string },
): Promise<void> {
  await callAsOwner('patch', '/api/v1/orders/{order_id}', {
    params: { order_id: orderId },
    body: change,
  });
}

/** Puts another in the place of a stop that waits: both happens, or nothing. */
export async function replaceStop(order: OwnOrder, change: StopChange): Promise<void> {
  await callAsOwner('post', '/api/v1/orders/{order_id}/replace', {
    params: { order_id: order.id },
    body: { mode: 'STOP_ON_FAILURE', order: replacementOf(order, change, newClientOrderId()) },
  });
}
