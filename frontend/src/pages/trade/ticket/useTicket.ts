import { useMemo } from 'react';
import type { Market } from '../../../api/types';
import { type Estimate, estimate, type TickLevel } from '../../../model/ticket/estimate';
import { linked } from '../../../model/ticket/sizes';
import type { Ticket } from '../../../model/ticket/ticket';
import { useAccount } from '../../../state/account';
import { useRates } from '../../../state/fees';
import { usePicked, useSlowly } from '../../../state/followed';
import { liveBook, tickerOf } from '../../../state/marketFeeds';
import { useStore } from '../../../state/store';
import { ticket as store } from '../../../state/ticket';
import type { Book } from '../../../stream/book';

const LEVELS_WALKED = 500;
/** An estimate is read, so it need not be drawn as often as the book. */
const SLOW_MILLIS = 300;

/** What the ticket shows: what was typed, what follows from it, and what the market says to it. */
export type TicketView = {
  ticket: Ticket;
  /** The asset that pays, and how much of it is free; null until the account is known. */
  spent: string;
  available: string | null;
  bestBid: string | null;
  bestAsk: string | null;
  /** The price that an order without a limit is reckoned with. */
  reference: string | null;
  estimate: Estimate | null;
};

export function useTicket(market: Market): TicketView {
  const typed = useStore(store);
  const account = useAccount();
  const rates = useRates(market);
  const { value: seen } = useSlowly(liveBook(market), SLOW_MILLIS);
  const lastPrice = usePicked(tickerOf(market.symbol), ({ value }) => value?.last_price ?? null);
  const isBuy = typed.side === 'BUY';
  const spent = isBuy ? market.quote : market.base;
  const bestBid = bestOf(seen?.book, 'bids');
  const bestAsk = bestOf(seen?.book, 'asks');
  const reference = (isBuy ? bestAsk : bestBid) ?? lastPrice;
  const ticket = useMemo(() => linked(typed, market, reference), [typed, market, reference]);
  return {
    ticket,
    spent,
    available: account ? (account.balances[spent]?.available ?? '0') : null,
    bestBid,
    bestAsk,
    reference,
    estimate: estimate(ticket, market, levelsOf(seen?.book, isBuy ? 'asks' : 'bids'), rates),
  };
}

function bestOf(book: Book | undefined, side: 'bids' | 'asks'): string | null {
  const ticks = book?.[side].prices[0];
  return book && ticks !== undefined ? book.ticks.text(ticks) : null;
}

function levelsOf(book: Book | undefined, side: 'bids' | 'asks'): TickLevel[] {
  const levels = book?.[side];
  return levels
    ? levels.prices.slice(0, LEVELS_WALKED).map((ticks) => [ticks, levels.lotsAt(ticks)] as const)
    : [];
}
