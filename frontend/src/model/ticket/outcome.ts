import type { Market, Order } from '../../api/types';
import { reasonText } from '../account/notices';
import { compare, display } from '../decimal';

/** What became of an order that was just placed, for who placed it. */
export function outcomeText(order: Order, market: Market): string {
  const filled = `${display(order.filled_quantity)} ${market.base}`;
  const at = order.average_price ? ` at ${display(order.average_price)} ${market.quote}` : '';
  switch (order.status) {
    case 'OPEN':
      return waits(order)
        ? 'Your order waits for its stop price.'
        : order.list_id
          ? 'Both orders are placed.'
          : 'Your order is in the book.';
    case 'PARTIALLY_FILLED':
      return `Filled ${filled}${at}; the rest is in the book.`;
    case 'FILLED':
      return `Filled ${filled}${at}.`;
    case 'CANCELED': {
      const why = reasonText(order.reason);
      return compare(order.filled_quantity, '0') > 0
        ? `Filled ${filled}${at}; the rest ${why || 'was canceled'}.`
        : `Canceled: nothing was filled${why ? `, it ${why}` : ''}.`;
    }
  }
}

function waits({ order_type, triggered, list_id }: Order): boolean {
  return order_type !== 'LIMIT' && order_type !== 'MARKET' && !triggered && !list_id;
}
