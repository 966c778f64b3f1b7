import type { Market } from '../../../api/types';
import { useStatus } from '../../../state/marketFeeds';

const TEXTS: Record<Market['status'], string> = {
  OPEN: '',
  HALTED: 'The market is halted',
  CANCEL_ONLY: 'The market takes only cancels',
  POST_ONLY: 'The market takes only orders that rest',
  AUCTION: 'An auction collects orders that rest; it trades when it ends',
  DELISTED: 'The market is closed for ever',
};

const NO_ORDERS: ReadonlySet<Market['status']> = new Set(['HALTED', 'CANCEL_ONLY', 'DELISTED']);

/** What the market does not take at the moment, and why; whether it takes no orders at all. */
export function useMarketNotice(market: Market): { text: string; takesNone: boolean } {
  const { value } = useStatus(market.symbol);
  const { status, status_reason: reason } = value ?? market;
  const text = TEXTS[status];
  return {
    text: text && (reason ? `${text}: ${reason}` : `${text}.`),
    takesNone: NO_ORDERS.has(status),
  };
}

export function MarketNotice({ id, text }: { id: string; text: string }) {
  return text ? (
    <p className="market-notice" role="status" id={id}>
      {text}
    </p>
  ) : null;
}
