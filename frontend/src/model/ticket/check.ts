import type { Market } from '../../api/types';
import { compare, display, floorTo, isMultiple, multiply, typedDecimal } from '../decimal';
import { positive } from './sizes';
import { KIND_RULES, lifetimeOf, rests, type Ticket, type TicketErrors } from './ticket';

const PARTS_MAX = '100';
const BASIS_POINT_PERCENT = '0.01';
const PERCENT_MAX = '100';

/** What the market's rules say against the ticket; empty when nothing. */
export function checkTicket(ticket: Ticket, market: Market, now: number): TicketErrors {
  const rules = KIND_RULES[ticket.kind];
  const tick = (typed: string, name: string) =>
    checkDecimal(typed, name, market.tick_size, market.quote);
  const hasStop = rules.hasStop && !(rules.isStopOptional && ticket.stopPrice.trim() === '');
  const hasStopLimit = ticket.kind === 'OCO' && ticket.stopLimitPrice.trim() !== '';
  const errors: TicketErrors = given({
    price: rules.hasLimit ? tick(ticket.price, 'price') : null,
    stopPrice: hasStop ? tick(ticket.stopPrice, 'stop price') : null,
    stopLimitPrice: hasStopLimit ? tick(ticket.stopLimitPrice, 'stop limit price') : null,
    trail: rules.isTrailing ? checkTrail(ticket, market) : null,
    ...checkSize(ticket, market),
    displayQuantity: checkDisplay(ticket, market),
    expiresAt: checkExpiry(ticket, now),
  });
  if (Object.keys(errors).length > 0) {
    return errors;
  }
  return ticket.kind === 'OCO' ? checkLegs(ticket) : checkNotional(ticket, market);
}

function checkSize(ticket: Ticket, market: Market): Partial<Record<'quantity' | 'total', string>> {
  if (ticket.kind === 'MARKET' && ticket.sizedBy === 'total') {
    const total = checkDecimal(ticket.total, 'total', market.tick_size, market.quote);
    return total ? { total } : {};
  }
  const quantity = checkDecimal(ticket.quantity, 'quantity', market.lot_size, market.base);
  return quantity ? { quantity } : {};
}

function checkTrail(ticket: Ticket, market: Market): string | null {
  if (ticket.trailUnit === 'price') {
    return checkDecimal(ticket.trail, 'distance', market.tick_size, market.quote);
  }
  const trail = positive(ticket.trail);
  if (!trail || compare(trail, PERCENT_MAX) > 0 || !isMultiple(trail, BASIS_POINT_PERCENT)) {
    return 'The distance is 0.01 to 100 per cent, in steps of 0.01.';
  }
  return null;
}

function checkDisplay(ticket: Ticket, market: Market): string | null {
  const typed = ticket.displayQuantity.trim();
  if (typed === '' || !KIND_RULES[ticket.kind].mayHide) {
    return null;
  }
  const wrong = checkDecimal(typed, 'shown quantity', market.lot_size, market.base);
  const quantity = positive(ticket.quantity);
  const shown = positive(typed);
  if (wrong || !quantity || !shown) {
    return wrong;
  }
  if (!rests(lifetimeOf(ticket))) {
    return 'Only an order that may rest can hide a part of itself.';
  }
  if (compare(shown, quantity) >= 0) {
    return 'The shown quantity is less than the quantity.';
  }
  return compare(multiply(shown, PARTS_MAX), quantity) < 0
    ? 'The shown quantity is at least a hundredth of the quantity.'
    : null;
}

function checkExpiry(ticket: Ticket, now: number): string | null {
  if (lifetimeOf(ticket) !== 'GTD' || ticket.kind === 'MARKET') {
    return null;
  }
  const at = Date.parse(ticket.expiresAt);
  if (Number.isNaN(at)) {
    return 'Enter when the order ends.';
  }
  return at <= now ? 'The order ends at a time to come.' : null;
}

/** A sale's limit is above its stop, a purchase's below. */
function checkLegs({ side, price, stopPrice }: Ticket): TicketErrors {
  const order = compare(typedDecimal(price) ?? '0', typedDecimal(stopPrice) ?? '0');
  if (side === 'SELL' ? order > 0 : order < 0) {
    return {};
  }
  const where = side === 'SELL' ? 'below' : 'above';
  return { stopPrice: `The stop price is ${where} the limit price.` };
}

function checkNotional(ticket: Ticket, market: Market): TicketErrors {
  const isByTotal = ticket.kind === 'MARKET' && ticket.sizedBy === 'total';
  const field = isByTotal ? 'total' : 'quantity';
  const value = isByTotal ? positive(ticket.total) : exactValue(ticket);
  if (value && compare(value, market.min_notional) < 0) {
    const least = `${display(market.min_notional)} ${market.quote}`;
    return { [field]: `The order is worth less than ${least}.` };
  }
  if (value && compare(value, market.max_notional) > 0) {
    const most = `${display(market.max_notional)} ${market.quote}`;
    return { [field]: `The order is worth more than ${most}.` };
  }
  return {};
}

/** Price x quantity as the exchange reckons it; null where only the market knows the price. */
function exactValue(ticket: Ticket): string | null {
  const { hasLimit, hasStop } = KIND_RULES[ticket.kind];
  const price = hasLimit ? positive(ticket.price) : hasStop ? positive(ticket.stopPrice) : null;
  const quantity = positive(ticket.quantity);
  return price && quantity ? multiply(price, quantity) : null;
}

function checkDecimal(typed: string, name: string, step: string, asset: string): string | null {
  if (typed.trim() === '') {
    return `Enter a ${name}.`;
  }
  const value = positive(typed);
  if (!value) {
    return `The ${name} is a positive number, such as 1.5.`;
  }
  return compare(floorTo(value, step), value) === 0
    ? null
    : `The ${name} goes in steps of ${step} ${asset}.`;
}

function given(errors: Partial<Record<keyof TicketErrors, string | null>>): TicketErrors {
  return Object.fromEntries(Object.entries(errors).filter(([, text]) => text));
}
