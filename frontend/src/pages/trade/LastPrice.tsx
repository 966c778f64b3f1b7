import { useEffect, useState } from 'react';
import type { Market } from '../../api/types';
import { compare, decimalsOf, display } from '../../model/decimal';

type Move = { price: string | null; direction: 'up' | 'down' | 'same' };

const ARROWS = { up: '▲', down: '▼', same: '' };
const SPOKEN = { up: ', up', down: ', down', same: '' };

/** The last trade's price of a market and which way it went. */
export function LastPrice({ price, market }: { price: string | null; market: Market }) {
  const [move, setMove] = useState<Move>({ price, direction: 'same' });
  if (price !== move.price) {
    setMove({ price, direction: directionOf(move.price, price) });
  }
  const shown = price === null ? '–' : display(price, decimalsOf(market.tick_size));

  useEffect(() => {
    document.title = price === null ? 'Exchange' : `${shown} ${market.symbol}`;
  }, [price, shown, market.symbol]);

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

function directionOf(before: string | null, now: string | null): Move['direction'] {
  if (before === null || now === null) {
    return 'same';
  }
  return compare(now, before) > 0 ? 'up' : 'down';
}
