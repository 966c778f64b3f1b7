import type { PlaceOrder } from '../../api/types';
import type { OwnOrder } from './events';

/** What a trader may change of a stop that waits. */
export type StopChange = { price?: string; quantity?: string; stop_price?: string };

/** A stop that waits is changed by another in its place: it cannot be amended, as nobody sees it. */
export function isReplaceable(order: OwnOrder): boolean {
  const isTrailing = order.trailing_offset !== null || order.trailing_basis_points !== null;
  return order.stop_price !== null && !order.triggered && !isTrailing && order.list_id === null;
}

/** The same order with the change, as the exchange takes it. */
export function replacementOf(
  order: OwnOrder,
  change: StopChange,
  clientOrderId: string,
): PlaceOrder {
  const { price, stop_price, display_quantity, expires_at, time_in_force } = order;
  return {
    symbol: order.symbol,
    side: order.side,
    order_type: order.order_type,
    quantity: order.quantity,
    time_in_force,
    client_order_id: clientOrderId,
    ...(price !== null && { price }),
    ...(stop_price !== null && { stop_price }),
    ...(display_quantity !== null && { display_quantity }),
    ...(time_in_force === 'GTD' && expires_at !== null && { expires_at }),
    ...(order.post_only && { post_only: true }),
    ...change,
  };
}
