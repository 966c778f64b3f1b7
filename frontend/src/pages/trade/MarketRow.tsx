import type { Market, Ticker } from '../../api/types';
import { changePercent, compact, decimalsOf, display } from '../../model/decimal';
import { prefer, preferences } from '../../state/preferences';
import { Badge } from '../../ui/Badge';
import { IconButton } from '../../ui/Button';
import { STATUS_TONES, STATUS_WORDS } from './marketWords';

type Props = {
  market: Market;
  ticker: Pick<Ticker, 'last_price' | 'open_24h' | 'quote_volume_24h'> | undefined;
  isStarred: boolean;
  onChoose: () => void;
};

/** A market in the list of all. */
export function MarketRow({ market, ticker, isStarred, onChoose }: Props) {
  const { symbol, status, tick_size } = market;
  const last = ticker?.last_price ?? null;
  const open = ticker?.open_24h ?? null;
  const change = last && open ? changePercent(open, last) : null;
  return (
    <tr>
      <td className="market-cell">
        <IconButton
          isSmall
          icon="star"
          isFilled={isStarred}
          label={`${symbol} is a favourite`}
          aria-pressed={isStarred}
          onClick={() => star(symbol, !isStarred)}
        />
        <button type="button" className="market-link" onClick={onChoose}>
          {symbol}
        </button>
        {status !== 'OPEN' && <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>}
      </td>
      <td>{last ? display(last, decimalsOf(tick_size)) : '–'}</td>
      <td className={change ? (change.startsWith('-') ? 'ask' : 'bid') : 'soft'}>
        {change ? `${change} %` : '–'}
      </td>
      <td>{ticker ? compact(ticker.quote_volume_24h) : '–'}</td>
    </tr>
  );
}

function star(symbol: string, isStarred: boolean): void {
  const others = preferences.get().favourites.filter((each) => each !== symbol);
  prefer({ favourites: isStarred ? [...others, symbol] : others });
}
