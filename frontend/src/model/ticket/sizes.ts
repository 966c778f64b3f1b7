import type { Market } from '../../api/types';
import { add, compare, divideDown, floorTo, multiply, subtract, typedDecimal } from '../decimal';
import { KIND_RULES, type Ticket } from './ticket';

/**
 * The price that a ticket's total is reckoned with: its limit, else its stop price, else the
 * reference, which is the best price of the other side or the last one.
 */
export function reckoningPrice(ticket: Ticket, reference: string | null): string | null {
  const rules = KIND_RULES[ticket.kind];
  const own = rules.hasLimit ? ticket.price : rules.hasStop ? ticket.stopPrice : '';
  return positive(own) ?? (rules.hasLimit ? null : reference);
}

/** The ticket with the one of quantity and total that was not typed as it follows from the other. */
export function linked(ticket: Ticket, market: Market, reference: string | null): Ticket {
  const price = reckoningPrice(ticket, reference);
  if (ticket.sizedBy === 'quantity') {
    const quantity = positive(ticket.quantity);
    return { ...ticket, total: price && quantity ? multiply(price, quantity) : '' };
  }
  const total = positive(ticket.total);
  const quantity = price && total ? divideDown(total, price, market.lot_size) : '';
  return { ...ticket, quantity };
}

/**
 * The ticket for so many per cent of what is available: of the quote asset for a purchase, of the
 * base asset for a sale. A market purchase spends the share, whatever the price will be.
 */
export function withShare(
  ticket: Ticket,
  market: Market,
  available: string,
  percent: number,
  reference: string | null,
): Ticket {
  const share = multiply(multiply(available, String(percent)), '0.01');
  if (ticket.side === 'SELL') {
    const quantity = floorTo(share, market.lot_size);
    return linked({ ...ticket, sizedBy: 'quantity', quantity }, market, reference);
  }
  if (ticket.kind === 'MARKET') {
    const total = floorTo(share, market.tick_size);
    return linked({ ...ticket, sizedBy: 'total', total }, market, reference);
  }
  const price = holdingPrice(ticket, market, reference);
  const quantity = price ? divideDown(share, price, market.lot_size) : '';
  return linked({ ...ticket, sizedBy: 'quantity', quantity }, market, reference);
}

/** What of the available funds the ticket takes, in per cent from 0 to 100. */
export function shareOf(
  ticket: Ticket,
  market: Market,
  available: string,
  reference: string | null,
): number {
  const price = holdingPrice(ticket, market, reference);
  const quantity = positive(ticket.quantity);
  const isByTotal = ticket.kind === 'MARKET' && ticket.sizedBy === 'total';
  const needed =
    ticket.side === 'SELL'
      ? quantity
      : isByTotal
        ? positive(ticket.total)
        : price && quantity && multiply(price, quantity);
  if (!needed || compare(available, '0') <= 0) {
    return 0;
  }
  return Math.min(100, Number(divideDown(multiply(needed, '100'), available, '1')));
}

/**
 * The price that a purchase's funds are held at: the limit; of a stop without one its stop price
 * and the collar, because prices may move so far while it trades. Of two orders the dearer counts.
 */
function holdingPrice(ticket: Ticket, market: Market, reference: string | null): string | null {
  const withCollar = (price: string) => multiply(price, add('1', market.collar));
  const limit = positive(ticket.price);
  const stop = positive(ticket.stopPrice) ?? (ticket.kind === 'TRAILING' ? reference : null);
  if (ticket.kind === 'OCO') {
    const stopLeg = positive(ticket.stopLimitPrice) ?? (stop && withCollar(stop));
    return limit && stopLeg && (compare(limit, stopLeg) > 0 ? limit : stopLeg);
  }
  const { hasLimit, hasStop } = KIND_RULES[ticket.kind];
  if (hasLimit) {
    return limit;
  }
  return hasStop ? stop && withCollar(stop) : reference;
}

/** Half way between best bid and ask, down to a tick. */
export function midPrice(bid: string, ask: string, tick: string): string {
  return floorTo(add(bid, multiply(subtract(ask, bid), '0.5')), tick);
}

/** What was typed, if it is a number above zero. */
export function positive(typed: string): string | null {
  const value = typedDecimal(typed);
  return value && compare(value, '0') > 0 ? value : null;
}
