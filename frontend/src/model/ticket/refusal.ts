import { Problem, problemText } from '../../api/problem';
import type { Ticket, TicketErrors, TicketField } from './ticket';

/** The exchange's names of fields, as the ticket calls them. */
const FIELDS: Record<string, TicketField> = {
  price: 'price',
  quantity: 'quantity',
  quote_quantity: 'total',
  stop_price: 'stopPrice',
  trailing_offset: 'trail',
  trailing_basis_points: 'trail',
  time_in_force: 'timeInForce',
  expires_at: 'expiresAt',
  post_only: 'postOnly',
  display_quantity: 'displayQuantity',
  self_trade_prevention: 'selfTradePrevention',
};

/** What a refusal without a field is about. */
const CODES: Record<string, TicketField> = {
  INSUFFICIENT_FUNDS: 'quantity',
  HOLD_TOO_SMALL: 'quantity',
  MIN_NOTIONAL: 'quantity',
  MAX_NOTIONAL: 'quantity',
  INVALID_QUANTITY: 'quantity',
  FOK_NOT_FILLABLE: 'quantity',
  INVALID_PRICE: 'price',
  PRICE_OUTSIDE_BAND: 'price',
  POST_ONLY_WOULD_TRADE: 'price',
  INVALID_STOP_PRICE: 'stopPrice',
  STOP_WOULD_TRIGGER: 'stopPrice',
  NO_LAST_PRICE: 'trail',
  INVALID_DISPLAY_QUANTITY: 'displayQuantity',
  TOO_MANY_PARTS: 'displayQuantity',
};

/** What the exchange says against a ticket, each mistake at the field it is about. */
export function refusal(thrown: unknown, ticket: Ticket): TicketErrors {
  if (!(thrown instanceof Problem)) {
    return { form: problemText(thrown) };
  }
  const errors: TicketErrors = {};
  for (const { path, message } of thrown.mistakes) {
    errors[fieldAt(path, ticket) ?? 'form'] ??= sentence(message);
  }
  if (Object.keys(errors).length === 0) {
    const field = CODES[thrown.code];
    errors[field ? sized(field, ticket) : 'form'] = problemText(thrown);
  }
  return errors;
}

/** Of a list of two the limit's price and the stop's are two fields of the ticket. */
function fieldAt(path: readonly string[], ticket: Ticket): TicketField | null {
  const field = FIELDS[path.at(-1) ?? ''];
  const leg = path.at(-2);
  const stopLeg = ticket.side === 'SELL' ? 'below' : 'above';
  if (field === 'price' && ticket.kind === 'OCO' && leg === stopLeg) {
    return 'stopLimitPrice';
  }
  return field ? sized(field, ticket) : null;
}

function sized(field: TicketField, ticket: Ticket): TicketField {
  const isByTotal = ticket.kind === 'MARKET' && ticket.sizedBy === 'total';
  return field === 'quantity' && isByTotal ? 'total' : field;
}

function sentence(message: string): string {
  const text = message.replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
