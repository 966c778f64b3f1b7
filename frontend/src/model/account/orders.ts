import { add, compare, divideDown, multiply, subtract } from '../decimal';
import type { AccountEvent, OwnOrder } from './events';

export type OrdersById = Readonly<Record<string, OwnOrder>>;

/** An average of prices is the only number here that may have to round. */
const AVERAGE_STEP = '0.0000000001';

/** The open orders after an event of the account. */
export function afterEvent(orders: OrdersById, event: AccountEvent): OrdersById {
  const id = event.order_id;
  if (!id) {
    return orders;
  }
  if (event.type === 'order_placed') {
    return { ...orders, [id]: placed(event, id) };
  }
  const order = orders[id];
  return order ? withOrder(orders, changed(order, event)) : orders;
}

function withOrder(orders: OrdersById, order: OwnOrder): OrdersById {
  const isOver = order.status === 'FILLED' || order.status === 'CANCELED';
  if (!isOver) {
    return { ...orders, [order.id]: order };
  }
  const { [order.id]: _, ...others } = orders;
  return others;
}

function changed(order: OwnOrder, event: AccountEvent): OwnOrder {
  const status = event.status ?? order.status;
  switch (event.type) {
    case 'order_accepted':
      return { ...order, status, isOnItsWay: false };
    case 'order_filled':
      return filled(order, event);
    case 'order_triggered':
      return { ...order, triggered: true };
    case 'order_decremented':
      return {
        ...order,
        quantity: subtract(order.quantity, event.quantity ?? '0'),
        remaining: subtract(order.remaining, event.quantity ?? '0'),
      };
    case 'order_amending':
      return { ...order, isAmending: true };
    case 'order_amended':
      return amended(order, event);
    case 'amend_refused':
      return { ...order, isAmending: false };
    case 'order_rejected':
    case 'order_ended':
      return { ...order, status: event.status ?? 'CANCELED', reason: event.reason ?? null };
    default:
      return order;
  }
}

function filled(order: OwnOrder, event: AccountEvent): OwnOrder {
  const quantity = event.quantity ?? '0';
  const before = multiply(order.average_price ?? '0', order.filled_quantity);
  const spent = add(before, multiply(event.price ?? '0', quantity));
  const filled_quantity = add(order.filled_quantity, quantity);
  return {
    ...order,
    status: event.status ?? order.status,
    filled_quantity,
    remaining: event.remaining ?? subtract(order.remaining, quantity),
    average_price: divideDown(spent, filled_quantity, AVERAGE_STEP),
    fee: add(order.fee, event.fee ?? '0'),
    fee_asset: event.fee_asset ?? order.fee_asset,
  };
}

function amended(order: OwnOrder, event: AccountEvent): OwnOrder {
  const quantity = event.quantity ?? order.quantity;
  const shown = order.display_quantity;
  return {
    ...order,
    price: event.price ?? order.price,
    quantity,
    remaining: subtract(quantity, order.filled_quantity),
    display_quantity: shown && compare(shown, quantity) >= 0 ? null : shown,
    isAmending: false,
  };
}

function placed(event: AccountEvent, id: string): OwnOrder {
  const quantity = event.quantity ?? '0';
  const symbol = event.symbol ?? '';
  const [base = '', quote = ''] = symbol.split('-');
  const side = event.side ?? 'BUY';
  const basisPoints = event.trailing_basis_points;
  return {
    id,
    side,
    order_type: event.order_type ?? 'LIMIT',
    price: event.price ?? null,
    quantity,
    remaining: quantity,
    status: 'OPEN',
    created_at: event.time,
    symbol,
    client_order_id: event.client_order_id ?? null,
    time_in_force: event.time_in_force ?? 'GTC',
    post_only: event.post_only ?? false,
    stop_price: event.stop_price ?? null,
    display_quantity: event.display_quantity ?? null,
    trailing_offset: event.trailing_offset ?? null,
    trailing_basis_points: basisPoints === undefined ? null : String(basisPoints),
    quote_quantity: event.quote_quantity ?? null,
    expires_at: event.expires_at ?? null,
    list_id: event.list_id ?? null,
    triggered: false,
    filled_quantity: '0',
    average_price: null,
    fee: '0',
    fee_asset: side === 'BUY' ? base : quote,
    reason: null,
    isOnItsWay: true,
    isAmending: false,
  };
}
