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

/** What the market does not take at the moment, and why. */
export function MarketNotice({ market }: { market: Market }) {
  const { value } = useStatus(market.symbol);
  const { status, status_reason: reason } = value ?? market;
  const text = TEXTS[status];
  return text ? (
    <p className="market-notice" role="status">
      {reason ? `${text}: ${reason}` : `${text}.`}
    </p>
  ) : null;
}
