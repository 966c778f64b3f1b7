import { useEffect, useRef, useState } from 'react';
import type { Market } from '../../api/types';
import { compare, decimalsOf, display } from '../../model/decimal';
import { usePicked } from '../../state/followed';
import { tickerOf } from '../../state/marketFeeds';

type Move = { price: string | null; direction: 'up' | 'down' | 'same' };

const TITLE_MILLIS = 1_000;
const ARROWS = { up: '▲', down: '▼', same: '' };
const SPOKEN = { up: ', up', down: ', down', same: '' };

/** The last trade's price of a market and which way it went. */
export function LastPrice({ market }: { market: Market }) {
  const { symbol } = market;
  const price = usePicked(tickerOf(symbol), ({ value }) => value?.last_price ?? null);
  const [move, setMove] = useState<Move>({ price, direction: 'same' });
  if (price !== move.price) {
    setMove({ price, direction: directionOf(move.price, price) });
  }
  const shown = price === null ? '–' : display(price, decimalsOf(market.tick_size));

  useTitle(price === null ? 'Exchange' : `${shown} ${symbol}`);

  return (
    <span className={`last-price ${move.direction}`} data-testid="last-price">
      <span className="caption">Last price</span>
      <strong>
        {shown} <span aria-hidden="true">{ARROWS[move.direction]}</span>
        <span className="hidden">{SPOKEN[move.direction]}</span>
      </strong>
    </span>
  );
}

/** The window's title costs more than a text in the page, so it is written once a second. */
function useTitle(title: string): void {
  const latest = useRef(title);
  useEffect(() => {
    latest.current = title;
  });
  useEffect(() => {
    const write = () => {
      if (document.title !== latest.current) {
        document.title = latest.current;
      }
    };
    write();
    const timer = setInterval(write, TITLE_MILLIS);
    return () => clearInterval(timer);
  }, []);
}

function directionOf(before: string | null, now: string | null): Move['direction'] {
  if (before === null || now === null) {
    return 'same';
  }
  return compare(now, before) > 0 ? 'up' : 'down';
}
