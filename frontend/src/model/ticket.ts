import type { Market, PlaceOrder } from '../api/types';
import { compare, display, isMultiple, multiply, typedDecimal } from './decimal';

export type Lifetime = 'GTC' | 'IOC' | 'FOK' | 'POST_ONLY';

/** An order as it is being typed. */
export type Ticket = {
  side: 'BUY' | 'SELL';
  orderType: 'LIMIT' | 'MARKET';
  price: string;
  quantity: string;
  lifetime: Lifetime;
};

export type TicketErrors = { price?: string; quantity?: string };

/** What the market's rules say against the ticket; empty when nothing. */
export function checkTicket(ticket: Ticket, market: Market): TicketErrors {
  const quantity = checkDecimal(ticket.quantity, 'quantity', market.lot_size, market.base);
  const price =
    ticket.orderType === 'LIMIT'
      ? checkDecimal(ticket.price, 'price', market.tick_size, market.quote)
      : null;
  if (price || quantity) {
    return { ...(price && { price }), ...(quantity && { quantity }) };
  }
  const notional = checkNotional(orderValue(ticket), market);
  return notional ? { quantity: notional } : {};
}

/** Price x quantity of a limit order, or null while it cannot be said. */
export function orderValue(ticket: Ticket): string | null {
  const price = typedDecimal(ticket.price);
  const quantity = typedDecimal(ticket.quantity);
  return ticket.orderType === 'LIMIT' && price && quantity ? multiply(price, quantity) : null;
}

/** The ticket as the exchange takes it. Only for a ticket without errors. */
export function orderOf(ticket: Ticket, symbol: string, clientOrderId: string): PlaceOrder {
  const { side, orderType, lifetime } = ticket;
  const order = {
    symbol,
    side,
    order_type: orderType,
    quantity: typedDecimal(ticket.quantity) ?? '',
    client_order_id: clientOrderId,
    post_only: orderType === 'LIMIT' && lifetime === 'POST_ONLY',
  };
  if (orderType === 'MARKET') {
    return order;
  }
  const timeInForce = lifetime === 'POST_ONLY' ? 'GTC' : lifetime;
  return { ...order, price: typedDecimal(ticket.price) ?? '', time_in_force: timeInForce };
}

function checkDecimal(typed: string, name: string, step: string, asset: string): string | null {
  if (typed.trim() === '') {
    return `Enter a ${name}.`;
  }
  const value = typedDecimal(typed);
  if (!value || compare(value, '0') <= 0) {
    return `The ${name} is a positive number, such as 1.5.`;
  }
  return isMultiple(value, step) ? null : `The ${name} goes in steps of ${step} ${asset}.`;
}

function checkNotional(value: string | null, market: Market): string | null {
  if (value && compare(value, market.min_notional) < 0) {
    return `The order is worth less than ${display(market.min_notional)} ${market.quote}.`;
  }
  if (value && compare(value, market.max_notional) > 0) {
    return `The order is worth more than ${display(market.max_notional)} ${market.quote}.`;
  }
  return null;
}
