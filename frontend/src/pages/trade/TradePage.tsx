import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { Market } from '../../api/types';
import { useMarket, useMarkets } from '../../state/markets';
import { prefer } from '../../state/preferences';
import { panelState } from '../../state/queries';
import { clearTicket } from '../../state/ticket';
import { useMedia } from '../../state/useMedia';
import { Waiting } from '../../ui/Panel';
import { NotFoundPage } from '../shell/NotFoundPage';
import { AccountPanel } from './account/AccountPanel';
import { BookPanel } from './book/BookPanel';
import { ChartPanel } from './chart/ChartPanel';
import { MarketBar } from './MarketBar';
import { PhonePanels } from './PhonePanels';
import { TapePanel } from './tape/TapePanel';
import { TicketPanel } from './ticket/TicketPanel';
import { useTradeKeys } from './useTradeKeys';

/** The market that the address names, to watch and to trade. */
export default function TradePage() {
  const markets = useMarkets();
  const market = useMarket();
  const { symbol } = useParams();
  useEffect(() => {
    if (symbol && market) {
      prefer({ symbol });
    }
  }, [symbol, market]);

  if (!markets.data) {
    const { problem = null, retry } = panelState(markets);
    return <Waiting problem={problem} {...(retry ? { retry } : {})} />;
  }
  return market ? <MarketView key={market.symbol} market={market} /> : <NotFoundPage />;
}

function MarketView({ market }: { market: Market }) {
  const isPhone = useMedia('(max-width: 700px)');
  useTradeKeys();
  useEffect(() => clearTicket, []);
  return (
    <main className={isPhone ? 'trade-phone' : 'trade'} id="main">
      <h1 className="hidden">Trade {market.symbol}</h1>
      <MarketBar market={market} />
      {isPhone ? (
        <PhonePanels market={market} />
      ) : (
        <>
          <ChartPanel market={market} />
          <BookPanel market={market} />
          <TapePanel market={market} />
          <TicketPanel market={market} />
          <AccountPanel market={market} />
        </>
      )}
    </main>
  );
}
