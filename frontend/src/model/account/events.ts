import type { Order } from '../../api/types';

/** What an event added to or took from one asset of the account. */
export type Change = { asset: string; available: string; held: string };

/** Fields of the events that the screen follows; which there are depends on the type. */
export type AccountEvent = {
  sequence: number;
  time: string;
  type: string;
  order_id?: string;
  client_order_id?: string | null;
  symbol?: string | null;
  side?: 'BUY' | 'SELL';
  order_type?: Order['order_type'];
  time_in_force?: Order['time_in_force'];
  post_only?: boolean;
  price?: string;
  quantity?: string;
  quote_quantity?: string;
  stop_price?: string;
  display_quantity?: string;
  trailing_offset?: string;
  trailing_basis_points?: string | number;
  expires_at?: string | null;
  list_id?: string;
  replaced_by?: string;
  status?: Order['status'];
  reason?: string;
  resting?: boolean;
  engine_trade_id?: string | number;
  liquidity?: 'maker' | 'taker';
  remaining?: string;
  fee?: string;
  fee_asset?: string;
  frozen?: boolean;
  changes: Change[];
};

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
