import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/http';
import type { Market } from '../../api/types';
import { useTicker } from '../../state/marketFeeds';
import { useMarkets } from '../../state/markets';
import { usePreferences } from '../../state/preferences';
import { useHotkeys } from '../../state/useHotkeys';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Popover } from '../../ui/Popover';
import { MarketRow } from './MarketRow';

const TICKERS_MILLIS = 5_000;

/** The market's name; behind it all markets, to search and to go to. */
export function MarketSelector({ market }: { market: Market }) {
  const [isOpen, setIsOpen] = useState(false);
  useHotkeys({ '/': () => setIsOpen(true) });
  return (
    <Popover
      label="Markets"
      className="markets"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button look="bare" className="market-name" title="Choose a market ( / )">
          <strong>{market.symbol}</strong>
          <Icon name="chevron" />
        </Button>
      }
    >
      <Markets shown={market} onChosen={() => setIsOpen(false)} />
    </Popover>
  );
}

type MarketsProps = { shown: Market; onChosen: () => void };

function Markets({ shown: { symbol: here }, onChosen }: MarketsProps) {
  const [search, setSearch] = useState('');
  const navigate = useNavigate();
  const { data: markets = [] } = useMarkets();
  const { favourites } = usePreferences();
  const { data: tickers = [] } = useQuery({
    queryKey: ['tickers'],
    queryFn: () => call('get', '/api/v1/tickers'),
    refetchInterval: TICKERS_MILLIS,
  });
  // The bar shows the stream's, so the same market shows the same here.
  const { value: live } = useTicker(here);
  const tickerFor = (name: string) => tickers.find(({ symbol }) => symbol === name);
  const wanted = search.trim().toUpperCase();
  const isStarred = ({ symbol }: Market) => favourites.includes(symbol);
  const shown = markets
    .filter(({ symbol }) => symbol.includes(wanted))
    .sort((a, b) => Number(isStarred(b)) - Number(isStarred(a)));

  function choose(symbol: string | undefined) {
    if (symbol) {
      onChosen();
      navigate(`/trade/${symbol}`);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go between what is inside
    <div onKeyDown={moveFocus}>
      <div className="input">
        <input
          type="search"
          aria-label="Search a market"
          placeholder="Search a market"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && choose(shown[0]?.symbol)}
        />
      </div>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Market</th>
              <th scope="col">Last</th>
              <th scope="col">24 h</th>
              <th scope="col">Volume</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((market) => (
              <MarketRow
                key={market.symbol}
                market={market}
                ticker={market.symbol === here && live ? live : tickerFor(market.symbol)}
                isStarred={isStarred(market)}
                onChoose={() => choose(market.symbol)}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="empty">No market is called that.</p>}
      </div>
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0) {
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .market-link')];
    const at = stops.indexOf(event.target as HTMLElement);
    stops[at + step]?.focus();
    event.preventDefault();
  }
}
