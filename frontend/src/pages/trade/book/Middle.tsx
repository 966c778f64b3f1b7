import { useEffect, useRef } from 'react';
import type { Market } from '../../../api/types';
import { spreadBasisPoints } from '../../../model/bookView';
import { display } from '../../../model/decimal';
import { liveBook, tapeOf } from '../../../state/marketFeeds';
import { takePrice } from '../../../state/ticket';
import { setClass } from '../../../ui/live';

/**
 * Between the sides: the last trade's price and the distance of the best prices. Written by hand
 * as the rows are.
 */
export function Middle({ market }: { market: Market }) {
  const row = useRef<HTMLTableRowElement>(null);
  const followed = liveBook(market);
  const tape = tapeOf(market.symbol);

  useEffect(() => {
    const place = (name: string) => row.current?.querySelector<HTMLElement>(`.${name}`) ?? null;
    const draw = () => {
      const book = followed.get().value?.book;
      const last = tape.get().value?.[0];
      const button = place('last');
      if (!book || !button) {
        return;
      }
      const isUp = last?.side === 'BUY';
      button.hidden = !last;
      if (last) {
        setClass(button, `last ${isUp ? 'bid' : 'ask'}`);
        const price = display(book.ticks.fixed(book.ticks.steps(last.price)));
        put(button, `${isUp ? '▲' : '▼'} ${price}`);
      }
      const best = { bestBid: book.bids.prices[0] ?? null, bestAsk: book.asks.prices[0] ?? null };
      const points = spreadBasisPoints(best);
      const spread = (best.bestAsk ?? 0) - (best.bestBid ?? 0);
      put(place('spread'), points === null ? '–' : display(book.ticks.fixed(spread)));
      put(place('points'), points === null ? '' : ` · ${points} bp`);
    };
    draw();
    const leave = [followed.watch(draw), tape.watch(draw)];
    return () => {
      for (const each of leave) {
        each();
      }
    };
  }, [followed, tape]);

  const take = () => {
    const last = tape.get().value?.[0];
    if (last) {
      takePrice(last.price);
    }
  };
  return (
    <tbody className="middle">
      <tr ref={row}>
        <td>
          <button
            type="button"
            className="last"
            title="Take the last price"
            hidden
            onClick={take}
          />
        </td>
        <td colSpan={2}>
          Spread <span className="spread">–</span>
          <span className="points soft" />
        </td>
      </tr>
    </tbody>
  );
}

function put(place: HTMLElement | null, text: string): void {
  if (place && place.textContent !== text) {
    place.textContent = text;
  }
}
