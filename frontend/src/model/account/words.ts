import { compare, display, divideDown, multiply } from '../decimal';

type Typed = {
  order_type: string;
  trailing_offset: string | null;
  trailing_basis_points: string | null;
  list_id: string | null;
  post_only: boolean;
  display_quantity: string | null;
};

/** What kind of order it is, with the options that make it another. */
export function kindText(order: Typed): string {
  const isTrailing = order.trailing_offset !== null || order.trailing_basis_points !== null;
  const kind = words(order.order_type);
  const options = [
    order.list_id && 'OCO',
    order.post_only && 'post only',
    order.display_quantity && 'iceberg',
  ].filter(Boolean);
  const name = isTrailing ? kind.replace('Stop', 'Trailing stop') : kind;
  return [name, ...options].join(', ');
}

type Triggered = {
  side: 'BUY' | 'SELL';
  order_type: string;
  stop_price: string | null;
  triggered: boolean;
  trailing_offset: string | null;
  trailing_basis_points: string | number | null;
};

/** When a waiting order acts; empty for one that does not wait. */
export function triggerText(order: Triggered): string {
  if (order.triggered) {
    return 'Reached';
  }
  const { trailing_offset: offset, trailing_basis_points: basisPoints } = order;
  const from = order.stop_price === null ? '' : display(order.stop_price);
  if (offset !== null || basisPoints !== null) {
    const distance =
      offset === null ? `${multiply(String(basisPoints), '0.01')} %` : display(offset);
    return from ? `${distance} behind, from ${from}` : `${distance} behind`;
  }
  if (order.stop_price === null) {
    return '';
  }
  const isAgainst = order.order_type.startsWith('STOP');
  return `${(order.side === 'BUY') === isAgainst ? '≥' : '≤'} ${from}`;
}

/** What an open order does at the moment; one with a stop says that it waits. */
export function statusText(order: Triggered & { status: string }): string {
  const isOpen = order.status === 'OPEN';
  return isOpen && !order.triggered && triggerText(order)
    ? 'Waiting for trigger'
    : words(order.status);
}

/** Whole per cent filled; of an order by amount only when it is all. */
export function filledPercent(filled: string, quantity: string): number {
  return compare(quantity, '0') > 0
    ? Number(divideDown(multiply(filled, '100'), quantity, '1'))
    : 0;
}

/** "PARTIALLY_FILLED" as "Partially filled". */
export function words(code: string): string {
  return code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ');
}
