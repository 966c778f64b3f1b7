import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Market } from '../../../api/types';
import { bookView } from '../../../model/bookView';
import { Scale } from '../../../model/scale';
import { liveBook } from '../../../state/marketFeeds';
import { useOwnOrders } from '../../../state/ownOrders';
import { takePrice, takeQuantity } from '../../../state/ticket';
import { LadderRows } from './LadderRows';
import { Middle } from './Middle';

type Props = { market: Market; grouping: number; bidRows: number; askRows: number };

/** The rows of a book. A click on a price or a quantity writes it into the ticket. */
export function Ladder({ market, grouping, bidRows, askRows }: Props) {
  const asks = useRef<HTMLTableSectionElement>(null);
  const bids = useRef<HTMLTableSectionElement>(null);
  const [rows, setRows] = useState<LadderRows | null>(null);
  const followed = liveBook(market);
  const own = useOwnPrices(market, grouping);

  useEffect(() => {
    if (asks.current && bids.current) {
      setRows(new LadderRows(asks.current, bids.current));
    }
  }, []);

  useEffect(() => {
    const draw = () => {
      const { value } = followed.get();
      if (value && rows) {
        const view = bookView(value.book, grouping, bidRows, askRows);
        rows.show(view, value.book, own, bidRows, askRows);
      }
    };
    draw();
    return followed.watch(draw);
  }, [rows, followed, own, grouping, bidRows, askRows]);

  function take({ target }: MouseEvent): void {
    const { takes } = (target as HTMLElement).dataset;
    const level = takes && rows?.levelAt(target as HTMLElement);
    const book = followed.get().value?.book;
    if (level && book) {
      if (takes === 'price') {
        takePrice(book.ticks.fixed(level.price));
      } else {
        takeQuantity(book.lots.text(level.total));
      }
    }
  }

  return (
    <table onClick={take} onKeyDown={moveFocus}>
      <thead>
        <tr>
          <th scope="col">Price ({market.quote})</th>
          <th scope="col">Quantity ({market.base})</th>
          <th scope="col">Sum</th>
        </tr>
      </thead>
      <tbody ref={asks} className="asks" aria-label="Asks" />
      <Middle market={market} />
      <tbody ref={bids} className="bids" aria-label="Bids" />
    </table>
  );
}

/** The book is one stop of the keyboard; arrows go between its prices and quantities. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const kind = (event.target as HTMLElement).dataset.takes ?? 'price';
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isAcross = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const wanted = isAcross ? (kind === 'price' ? 'sum' : 'price') : kind;
  const selector = `tr:not(.blank) [data-takes="${wanted}"]`;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const row = (event.target as HTMLElement).closest('tr');
  const at = stops.findIndex((stop) => stop.closest('tr') === row);
  if (at >= 0 && (step || isAcross)) {
    stops[at + (step ?? 0)]?.focus();
    event.preventDefault();
  }
}

/** Where own orders rest, in the rows as they are grouped. */
function useOwnPrices({ symbol, tick_size }: Market, grouping: number) {
  const orders = useOwnOrders(symbol);
  return useMemo(() => {
    const ticks = new Scale(tick_size);
    const own = { bids: new Set<number>(), asks: new Set<number>() };
    for (const { side, price, stopPrice } of orders) {
      if (price !== null && stopPrice === null) {
        const groups = ticks.steps(price) / grouping;
        if (side === 'BUY') {
          own.bids.add(Math.floor(groups) * grouping);
        } else {
          own.asks.add(Math.ceil(groups) * grouping);
        }
      }
    }
    return own;
  }, [orders, tick_size, grouping]);
}
