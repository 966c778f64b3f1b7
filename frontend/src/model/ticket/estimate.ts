import type { Market } from '../../api/types';
import { add, compare, divideDown, floorTo, multiply, subtract, wholeSteps } from '../decimal';
import { positive } from './sizes';
import { lifetimeOf, rests, type Side, type Ticket } from './ticket';

/** Price in ticks and what stands there in lots; best first. */
export type TickLevel = readonly [ticks: number, lots: number];

/** What an order would meet at once, in the integers of its market. */
export type Taken = { lots: bigint; ticksTimesLots: bigint; worstTicks: number };

/** What the exchange would make of the ticket with the book as it stands. */
export type Estimate = {
  /** Filled at once. */
  taken: string;
  averagePrice: string | null;
  /** How far the average is from the best price, in per cent of it. */
  slippagePercent: string;
  /** Taker's part at once, maker's for what rests; in the asset that is received. */
  fee: string;
  feeAsset: string;
  value: string | null;
  /** A market order that the book cannot fill within the collar. */
  isShort: boolean;
};

export type Rates = { maker: string; taker: string };

const MILLIONTH = '0.000001';
const FEE_STEP = '0.0000000001';

/** Walks the other side of the book, best price first, within a quantity, an amount and a limit. */
export function take(
  levels: readonly TickLevel[],
  most: { lots?: bigint; ticksTimesLots?: bigint },
  isWithin: (ticks: number) => boolean,
): Taken {
  let lots = 0n;
  let sum = 0n;
  let worstTicks = 0;
  for (const [ticks, there] of levels) {
    if (!isWithin(ticks)) {
      break;
    }
    const wanted = most.lots === undefined ? BigInt(there) : most.lots - lots;
    const affordable =
      most.ticksTimesLots === undefined ? wanted : (most.ticksTimesLots - sum) / BigInt(ticks);
    const got = least(BigInt(there), wanted, affordable);
    if (got <= 0n) {
      break;
    }
    lots += got;
    sum += got * BigInt(ticks);
    worstTicks = ticks;
  }
  return { lots, ticksTimesLots: sum, worstTicks };
}

/** Null while the ticket has no size, or waits for a stop price. */
export function estimate(
  ticket: Ticket,
  market: Market,
  other: readonly TickLevel[],
  rates: Rates,
): Estimate | null {
  const { kind, side } = ticket;
  if (kind !== 'MARKET' && kind !== 'LIMIT') {
    return waiting(ticket, market, rates);
  }
  const isByTotal = kind === 'MARKET' && ticket.sizedBy === 'total';
  const quantity = isByTotal ? null : positive(ticket.quantity);
  const total = isByTotal ? positive(ticket.total) : null;
  const limit = kind === 'LIMIT' ? positive(ticket.price) : null;
  if (!(quantity || total) || (kind === 'LIMIT' && !limit)) {
    return null;
  }
  const unit = multiply(market.tick_size, market.lot_size);
  const most = {
    ...(quantity && { lots: wholeSteps(quantity, market.lot_size) }),
    ...(total && { ticksTimesLots: wholeSteps(total, unit) }),
  };
  const best = other[0]?.[0] ?? 0;
  const bound = limit ? limitTicks(limit, market, side) : collarTicks(best, market, side);
  const isResting = kind === 'LIMIT' && ticket.isPostOnly;
  const taken = take(isResting ? [] : other, most, (ticks) =>
    side === 'BUY' ? ticks <= bound : ticks >= bound,
  );
  return told(ticket, market, rates, { taken, best, quantity, limit });
}

type Found = { taken: Taken; best: number; quantity: string | null; limit: string | null };

function told(ticket: Ticket, market: Market, rates: Rates, found: Found): Estimate {
  const { taken, best, quantity, limit } = found;
  const unit = multiply(market.tick_size, market.lot_size);
  const filled = multiply(taken.lots.toString(), market.lot_size);
  const spent = multiply(taken.ticksTimesLots.toString(), unit);
  const rest = quantity ? subtract(quantity, filled) : '0';
  const mayRest = limit !== null && rests(lifetimeOf(ticket));
  const restValue = mayRest && limit ? multiply(rest, limit) : '0';
  const isBuy = ticket.side === 'BUY';
  const takerFee = multiply(isBuy ? filled : spent, rates.taker);
  const makerFee = mayRest ? multiply(isBuy ? rest : restValue, rates.maker) : '0';
  const isAllTaken = quantity
    ? compare(rest, '0') <= 0
    : taken.lots > 0n && shortBy(ticket, spent, taken, market);
  return {
    taken: filled,
    averagePrice: taken.lots > 0n ? divideDown(spent, filled, market.tick_size) : null,
    slippagePercent: slippage(taken, best),
    fee: floorTo(add(takerFee, makerFee), FEE_STEP),
    feeAsset: isBuy ? market.base : market.quote,
    value: add(spent, restValue),
    isShort: limit === null && !isAllTaken,
  };
}

/** Whether an amount is spent but for less than one lot more. */
function shortBy(ticket: Ticket, spent: string, taken: Taken, market: Market): boolean {
  const left = subtract(positive(ticket.total) ?? '0', spent);
  const nextLot = multiply(multiply(String(taken.worstTicks), market.tick_size), market.lot_size);
  return compare(left, nextLot) < 0;
}

/** An order that waits first: its value and fee as its own price says. */
function waiting(ticket: Ticket, market: Market, rates: Rates): Estimate | null {
  const quantity = positive(ticket.quantity);
  const price = positive(ticket.price) ?? positive(ticket.stopPrice);
  if (!quantity) {
    return null;
  }
  const value = price ? multiply(quantity, price) : null;
  const isBuy = ticket.side === 'BUY';
  const received = isBuy ? quantity : value;
  return {
    taken: '0',
    averagePrice: null,
    slippagePercent: '0',
    fee: received ? floorTo(multiply(received, rates.taker), FEE_STEP) : '0',
    feeAsset: isBuy ? market.base : market.quote,
    value,
    isShort: false,
  };
}

function limitTicks(limit: string, market: Market, side: Side): number {
  const ticks = Number(wholeSteps(limit, market.tick_size));
  const isBetween = compare(floorTo(limit, market.tick_size), limit) !== 0;
  return side === 'SELL' && isBetween ? ticks + 1 : ticks;
}

/** How far a market order may go from the best price. */
function collarTicks(best: number, market: Market, side: Side): number {
  const parts = wholeSteps(market.collar, MILLIONTH);
  const reach = Number((BigInt(best) * parts) / 1_000_000n);
  return side === 'BUY' ? best + reach : best - reach;
}

function slippage({ lots, ticksTimesLots }: Taken, best: number): string {
  if (lots === 0n || best === 0) {
    return '0';
  }
  const atBest = BigInt(best) * lots;
  const away = ticksTimesLots > atBest ? ticksTimesLots - atBest : atBest - ticksTimesLots;
  return divideDown(multiply(away.toString(), '100'), atBest.toString(), '0.001');
}

function least(...values: bigint[]): bigint {
  return values.reduce((smallest, value) => (value < smallest ? value : smallest));
}
