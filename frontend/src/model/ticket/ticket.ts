import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type Side = Schemas['Side'];
export type TimeInForce = Schemas['TimeInForce'];
export type SelfTradePrevention = Schemas['SelfTradePrevention'];

/** What a trader chooses from; the exchange's order types, trailing stops and lists of two apart. */
export type Kind =
  | 'LIMIT'
  | 'MARKET'
  | 'STOP'
  | 'STOP_LIMIT'
  | 'TAKE_PROFIT'
  | 'TAKE_PROFIT_LIMIT'
  | 'TRAILING'
  | 'TRAILING_LIMIT'
  | 'OCO';

export const KIND_TEXTS: Record<Kind, string> = {
  LIMIT: 'Limit',
  MARKET: 'Market',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
  TAKE_PROFIT: 'Take profit',
  TAKE_PROFIT_LIMIT: 'Take profit limit',
  TRAILING: 'Trailing stop',
  TRAILING_LIMIT: 'Trailing stop limit',
  OCO: 'One cancels the other',
};

/** An order as it is being typed: every field as its text, whatever the kind shows of them. */
export type Ticket = {
  side: Side;
  kind: Kind;
  price: string;
  quantity: string;
  total: string;
  /** Which of quantity and total was typed; the other follows from it. */
  sizedBy: 'quantity' | 'total';
  stopPrice: string;
  /** Limit of the stop in a list of two; empty: it trades at the market. */
  stopLimitPrice: string;
  trail: string;
  trailUnit: 'price' | 'percent';
  timeInForce: TimeInForce;
  expiresAt: string;
  isPostOnly: boolean;
  displayQuantity: string;
  /** Empty: what the account's settings say. */
  selfTradePrevention: SelfTradePrevention | '';
};

export type TicketField =
  | 'price'
  | 'quantity'
  | 'total'
  | 'stopPrice'
  | 'stopLimitPrice'
  | 'trail'
  | 'timeInForce'
  | 'expiresAt'
  | 'postOnly'
  | 'displayQuantity'
  | 'selfTradePrevention';

/** What is wrong, at the field it is about, or at none in particular. */
export type TicketErrors = Partial<Record<TicketField | 'form', string>>;

export const BLANK_TICKET: Ticket = {
  side: 'BUY',
  kind: 'LIMIT',
  price: '',
  quantity: '',
  total: '',
  sizedBy: 'quantity',
  stopPrice: '',
  stopLimitPrice: '',
  trail: '',
  trailUnit: 'percent',
  timeInForce: 'GTC',
  expiresAt: '',
  isPostOnly: false,
  displayQuantity: '',
  selfTradePrevention: '',
};

/** Which fields and options a kind of order has. */
export type KindRules = {
  hasLimit: boolean;
  hasStop: boolean;
  isTrailing: boolean;
  isStopOptional: boolean;
  lifetimes: readonly TimeInForce[];
  mayPostOnly: boolean;
  mayHide: boolean;
};

const ALL: readonly TimeInForce[] = ['GTC', 'IOC', 'FOK', 'GTD', 'DAY'];
const WAITING: readonly TimeInForce[] = ['GTC', 'GTD', 'DAY'];

const LIMIT: KindRules = {
  hasLimit: true,
  hasStop: false,
  isTrailing: false,
  isStopOptional: false,
  lifetimes: ALL,
  mayPostOnly: true,
  mayHide: true,
};
const STOP_LIMIT: KindRules = { ...LIMIT, hasStop: true, mayPostOnly: false };
const STOP: KindRules = { ...STOP_LIMIT, hasLimit: false, lifetimes: WAITING, mayHide: false };
const TRAIL = { isTrailing: true, isStopOptional: true };

export const KIND_RULES: Record<Kind, KindRules> = {
  LIMIT,
  MARKET: { ...STOP, hasStop: false, lifetimes: [] },
  STOP,
  STOP_LIMIT,
  TAKE_PROFIT: STOP,
  TAKE_PROFIT_LIMIT: STOP_LIMIT,
  TRAILING: { ...STOP, ...TRAIL },
  TRAILING_LIMIT: { ...STOP_LIMIT, ...TRAIL },
  OCO: { ...LIMIT, hasStop: true, lifetimes: WAITING, mayPostOnly: false, mayHide: false },
};

export function rests(timeInForce: TimeInForce): boolean {
  return WAITING.includes(timeInForce);
}

/** The lifetime that will be sent: what was chosen, if the kind knows it. */
export function lifetimeOf({ kind, timeInForce }: Ticket): TimeInForce {
  return KIND_RULES[kind].lifetimes.includes(timeInForce) ? timeInForce : 'GTC';
}
