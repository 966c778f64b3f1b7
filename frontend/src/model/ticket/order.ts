import type { components } from '../../api/schema';
import { multiply, typedDecimal } from '../decimal';
import { positive } from './sizes';
import { KIND_RULES, lifetimeOf, rests, type Ticket } from './ticket';

type Schemas = components['schemas'];
type PlaceOrder = Schemas['PlaceOrder'];
type PlaceOco = Schemas['PlaceOco'];

/** What goes to the exchange: one order, or two of which one cancels the other. */
export type Submission = { kind: 'order'; order: PlaceOrder } | { kind: 'list'; orders: PlaceOco };

const BASIS_POINTS_PER_PERCENT = '100';

/** The ticket as the exchange takes it. Only for a ticket without errors. */
export function submissionOf(ticket: Ticket, symbol: string, clientOrderId: string): Submission {
  return ticket.kind === 'OCO'
    ? { kind: 'list', orders: listOf(ticket, symbol, clientOrderId) }
    : { kind: 'order', order: orderOf(ticket, symbol, clientOrderId) };
}

function orderOf(ticket: Ticket, symbol: string, clientOrderId: string): PlaceOrder {
  const { hasLimit, hasStop, isTrailing, mayPostOnly, mayHide } = KIND_RULES[ticket.kind];
  const canRest = rests(lifetimeOf(ticket));
  const stopPrice = typedDecimal(ticket.stopPrice);
  const displayQuantity = positive(ticket.displayQuantity);
  return {
    ...common(ticket, symbol, clientOrderId),
    order_type: orderType(ticket),
    ...size(ticket),
    ...(hasLimit && { price: typed(ticket.price) }),
    ...(hasStop && stopPrice && { stop_price: stopPrice }),
    ...(isTrailing && trail(ticket)),
    ...(ticket.kind !== 'MARKET' && lifetime(ticket)),
    ...(mayPostOnly && canRest && ticket.isPostOnly && { post_only: true }),
    ...(mayHide && canRest && displayQuantity && { display_quantity: displayQuantity }),
  };
}

/** The limit where the price is hoped to go, the stop where it must not: of a sale it is below. */
function listOf(ticket: Ticket, symbol: string, clientOrderId: string): PlaceOco {
  const shared = { ...size(ticket), ...lifetime(ticket) };
  const limit: PlaceOrder = {
    ...common(ticket, symbol, `${clientOrderId}-l`),
    order_type: 'LIMIT',
    ...shared,
    price: typed(ticket.price),
  };
  const stopLimit = typedDecimal(ticket.stopLimitPrice);
  const stop: PlaceOrder = {
    ...common(ticket, symbol, `${clientOrderId}-s`),
    order_type: stopLimit ? 'STOP_LIMIT' : 'STOP',
    ...shared,
    stop_price: typed(ticket.stopPrice),
    ...(stopLimit && { price: stopLimit }),
  };
  return ticket.side === 'SELL' ? { above: limit, below: stop } : { above: stop, below: limit };
}

function common(ticket: Ticket, symbol: string, clientOrderId: string) {
  const { side, selfTradePrevention } = ticket;
  return {
    symbol,
    side,
    client_order_id: clientOrderId,
    ...(selfTradePrevention && { self_trade_prevention: selfTradePrevention }),
  };
}

function orderType({ kind }: Ticket): PlaceOrder['order_type'] {
  switch (kind) {
    case 'TRAILING':
      return 'STOP';
    case 'TRAILING_LIMIT':
      return 'STOP_LIMIT';
    case 'OCO':
      throw new RangeError('a list of two is not one order');
    default:
      return kind;
  }
}

function size(ticket: Ticket) {
  return ticket.kind === 'MARKET' && ticket.sizedBy === 'total'
    ? { quote_quantity: typed(ticket.total) }
    : { quantity: typed(ticket.quantity) };
}

function trail(ticket: Ticket) {
  return ticket.trailUnit === 'price'
    ? { trailing_offset: typed(ticket.trail) }
    : {
        trailing_basis_points: Number(multiply(typed(ticket.trail), BASIS_POINTS_PER_PERCENT)),
      };
}

function lifetime(ticket: Ticket) {
  const timeInForce = lifetimeOf(ticket);
  return {
    time_in_force: timeInForce,
    ...(timeInForce === 'GTD' && { expires_at: new Date(ticket.expiresAt).toISOString() }),
  };
}

function typed(text: string): string {
  return typedDecimal(text) ?? '';
}
