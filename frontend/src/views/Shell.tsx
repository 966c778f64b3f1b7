import { useState } from 'react';
import type { Market } from '../api/types';
import type { TokenOwner } from '../model/token';
import { useFeed } from '../state/feed';
import { useBook, useMarkets } from '../state/market';
import { usePage } from '../state/route';
import { AdminPage } from './AdminPage';
import { Header } from './Header';
import { Notices } from './Notices';
import { Waiting } from './Panel';
import { TradePage } from './TradePage';

/** Everything behind the login: the header, and the page the address names. */
export function Shell({ owner }: { owner: TokenOwner }) {
  useFeed();
  const page = usePage();
  const markets = useMarkets();
  const [chosen, setChosen] = useState<string | null>(null);
  const first = markets.value?.[0];
  const market = markets.value?.find(({ symbol }) => symbol === chosen) ?? first;

  if (!markets.value || !market) {
    return (
      <main className="alone">
        <Waiting problem={markets.problem} retry={markets.reload} />
      </main>
    );
  }
  const isAdminPage = page === 'admin' && owner.userType === 'admin';
  return (
    <MarketView
      key={market.symbol}
      {...{ owner, market, markets: markets.value, isAdminPage, onChoose: setChosen }}
      isDefault={market === first}
    />
  );
}

type MarketViewProps = {
  owner: TokenOwner;
  market: Market;
  markets: Market[];
  isAdminPage: boolean;
  isDefault: boolean;
  onChoose: (symbol: string) => void;
};

function MarketView(props: MarketViewProps) {
  const { owner, market, markets, isAdminPage, isDefault, onChoose } = props;
  const book = useBook(market.symbol, isDefault);
  const lastPrice = book.value?.last_trade_price ?? null;
  return (
    <>
      <Header {...{ owner, market, markets, lastPrice, isAdminPage, onChoose }} />
      {isAdminPage ? (
        <AdminPage market={market} lastPrice={lastPrice} />
      ) : (
        <TradePage owner={owner} market={market} book={book} />
      )}
      <Notices />
    </>
  );
}
