import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { Market } from '../../api/types';
import { useFeed } from '../../state/feed';
import { useBook } from '../../state/market';
import { useMarket, useMarkets } from '../../state/markets';
import { prefer } from '../../state/preferences';
import { panelState } from '../../state/queries';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { clearTicket, takePrice } from '../../state/ticket';
import { Waiting } from '../../ui/Panel';
import { NotFoundPage } from '../shell/NotFoundPage';
import { AccountPanel } from './AccountPanel';
import { BookPanel } from './BookPanel';
import { MarketBar } from './MarketBar';
import { TicketPanel } from './TicketPanel';

/** The market that the address names, to watch and to trade. */
export default function TradePage() {
  const markets = useMarkets();
  const market = useMarket();
  const { symbol } = useParams();
  const isLoggedIn = useStore(session) !== null;
  useFeed(isLoggedIn);
  useEffect(() => {
    if (symbol && market) {
      prefer({ symbol });
    }
  }, [symbol, market]);

  if (!markets.data) {
    const { problem = null, retry } = panelState(markets);
    return <Waiting problem={problem} {...(retry ? { retry } : {})} />;
  }
  if (!market) {
    return <NotFoundPage />;
  }
  return (
    <MarketView
      key={market.symbol}
      market={market}
      isDefault={market.symbol === markets.data[0]?.symbol}
    />
  );
}

function MarketView({ market, isDefault }: { market: Market; isDefault: boolean }) {
  const book = useBook(market.symbol, isDefault);
  useEffect(() => clearTicket, []);
  return (
    <main className="trade" id="main">
      <h1 className="hidden">Trade {market.symbol}</h1>
      <MarketBar market={market} lastPrice={book.value?.last_trade_price ?? null} />
      <BookPanel market={market} book={book} onPrice={takePrice} />
      <AccountPanel market={market} />
      <TicketPanel market={market} />
    </main>
  );
}
