import type { Balance, Order } from '../../api/types';
import { add } from '../decimal';
import type { AccountEvent, Funds, OwnFill, OwnOrder } from './events';
import { afterEvent, type OrdersById } from './orders';

/** The own account as it is after the event `sequence`. Replaced, never changed. */
export type Account = {
  sequence: number;
  balances: Record<string, Funds>;
  orders: OrdersById;
  /** The newest first, as many as the screen may need. */
  fills: readonly OwnFill[];
};

export type Snapshot = {
  sequence: number;
  balances: Pick<Balance, 'asset' | 'available' | 'held'>[];
  orders: Order[];
};

/** What came of an update: the account after it and what was new in it, or that some are missing. */
export type Applied =
  | { kind: 'applied'; account: Account; events: AccountEvent[] }
  | { kind: 'gap' };

export const FILLS_KEPT = 500;

export function begun(snapshot: Snapshot, before: Account | null): Account {
  return {
    sequence: snapshot.sequence,
    balances: Object.fromEntries(
      snapshot.balances.map(({ asset, available, held }) => [asset, { available, held }]),
    ),
    orders: Object.fromEntries(snapshot.orders.map((order) => [order.id, known(order)])),
    fills: before?.fills ?? [],
  };
}

/** Every event once and in order: those told before are passed over, a gap changes nothing. */
export function applied(account: Account, events: readonly AccountEvent[]): Applied {
  const fresh = events.filter(({ sequence }) => sequence > account.sequence);
  let next = account;
  for (const event of fresh) {
    if (event.sequence !== next.sequence + 1) {
      return { kind: 'gap' };
    }
    next = after(next, event);
  }
  return { kind: 'applied', account: next, events: fresh };
}

/** The account with fills of before it was followed; those that are known already count once. */
export function withFills(account: Account, older: readonly OwnFill[]): Account {
  const known = new Set(account.fills.map(({ sequence }) => sequence));
  const added = older.filter(({ sequence }) => !known.has(sequence));
  const fills = [...account.fills, ...added].sort((a, b) => b.sequence - a.sequence);
  return { ...account, fills: fills.slice(0, FILLS_KEPT) };
}

function after(account: Account, event: AccountEvent): Account {
  const fill = fillOf(event);
  return {
    sequence: event.sequence,
    balances: event.changes.reduce(withChange, account.balances),
    orders: afterEvent(account.orders, event),
    fills: fill ? [fill, ...account.fills].slice(0, FILLS_KEPT) : account.fills,
  };
}

function withChange(
  balances: Record<string, Funds>,
  { asset, available, held }: AccountEvent['changes'][number],
): Record<string, Funds> {
  const before = balances[asset] ?? { available: '0', held: '0' };
  return {
    ...balances,
    [asset]: { available: add(before.available, available), held: add(before.held, held) },
  };
}

function fillOf(event: AccountEvent): OwnFill | null {
  const { type, order_id, symbol, side, price, quantity, liquidity } = event;
  if (type !== 'order_filled' || !order_id || !symbol || !side || !price || !quantity) {
    return null;
  }
  return {
    sequence: event.sequence,
    time: event.time,
    orderId: order_id,
    clientOrderId: event.client_order_id ?? null,
    tradeId: String(event.engine_trade_id ?? ''),
    symbol,
    side,
    price,
    quantity,
    fee: event.fee ?? '0',
    feeAsset: event.fee_asset ?? '',
    liquidity: liquidity ?? 'taker',
  };
}

function known(order: Order): OwnOrder {
  const { self_trade_prevention: _, active: __, ...rest } = order;
  return { ...rest, isOnItsWay: false, isAmending: false };
}
