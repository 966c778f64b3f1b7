import type { components } from '../../api/schema';
import type { Order } from '../../api/types';

type Told = components['schemas']['AccountEvents']['events'][number];

/** What an event added to or took from one asset of the account. */
export type Change = Told['changes'][number];

/**
 * An event of the account; which fields there are depends on the type. The socket tells numbers as
 * numbers, the routes' are read as texts.
 */
export type AccountEvent = Omit<Told, Retold> & {
  order_type?: Order['order_type'];
  time_in_force?: Order['time_in_force'];
  engine_trade_id?: string | number;
  trailing_basis_points?: string | number;
};

type Retold = 'order_type' | 'time_in_force' | 'engine_trade_id' | 'trailing_basis_points';

/** An open order as the account's own events tell it. */
export type OwnOrder = Omit<Order, 'self_trade_prevention' | 'active'> & {
  /** The market has not said yet that it has it. */
  isOnItsWay: boolean;
  /** A change is on its way to the market. */
  isAmending: boolean;
};

export type OwnFill = {
  sequence: number;
  time: string;
  orderId: string;
  clientOrderId: string | null;
  tradeId: string;
  symbol: string;
  side: 'BUY' | 'SELL';
  price: string;
  quantity: string;
  fee: string;
  feeAsset: string;
  liquidity: 'maker' | 'taker';
};

export type Funds = { available: string; held: string };
