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
