import { useNavigate } from 'react-router';
import type { Market } from '../../api/types';
import { useMarkets } from '../../state/markets';
import { Badge } from '../../ui/Badge';
import { Select } from '../../ui/Select';
import { LastPrice } from './LastPrice';

/** Which market, and what it last did. */
export function MarketBar({ market, lastPrice }: { market: Market; lastPrice: string | null }) {
  const { data: markets = [] } = useMarkets();
  const navigate = useNavigate();
  return (
    <div className="market-bar">
      <Select
        label="Market"
        isLabelHidden
        texts={markets.map(({ symbol }) => [symbol, symbol] as const)}
        value={market.symbol}
        onChange={(symbol) => navigate(`/trade/${symbol}`)}
      />
      <LastPrice price={lastPrice} market={market} />
      {market.status === 'HALTED' && <Badge tone="warn">Halted</Badge>}
    </div>
  );
}
