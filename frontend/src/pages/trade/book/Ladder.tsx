import { type KeyboardEvent, type MouseEvent, useMemo } from 'react';
import type { Market } from '../../../api/types';
import type { BookView } from '../../../model/bookView';
import { useOwnOrders } from '../../../state/ownOrders';
import { takePrice, takeQuantity } from '../../../state/ticket';
import type { Book } from '../../../stream/book';
import { BookSide } from './BookSide';
import { Middle } from './Middle';

type Props = {
  market: Market;
  book: Book;
  view: BookView;
  grouping: number;
  bidRows: number;
  askRows: number;
};

/** The rows of a book. A click on a price or a sum writes it into the ticket. */
export function Ladder({ market, book, view, grouping, bidRows, askRows }: Props) {
  const own = useOwnPrices(market.symbol, book, grouping);
  return (
    <table onClick={take} onKeyDown={moveFocus}>
      <thead>
        <tr>
          <th scope="col">Price ({market.quote})</th>
          <th scope="col">Quantity ({market.base})</th>
          <th scope="col">Sum</th>
        </tr>
      </thead>
      <BookSide side="asks" rows={view.asks} count={askRows} book={book} own={own.asks} />
      <Middle market={market} book={book} view={view} />
      <BookSide side="bids" rows={view.bids} count={bidRows} book={book} own={own.bids} />
    </table>
  );
}

function take({ target }: MouseEvent): void {
  const { price, sum } = (target as HTMLElement).dataset;
  if (price) {
    takePrice(price);
  } else if (sum) {
    takeQuantity(sum);
  }
}

/** The book is one stop of the keyboard; arrows go between its prices and quantities. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>): void {
  const kind = (event.target as HTMLElement).dataset.price ? 'price' : 'sum';
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isAcross = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
  const wanted = isAcross ? (kind === 'price' ? 'sum' : 'price') : kind;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-${wanted}]`)];
  const row = (event.target as HTMLElement).closest('tr');
  const at = stops.findIndex((stop) => stop.closest('tr') === row);
  if (at >= 0 && (step || isAcross)) {
    stops[at + (step ?? 0)]?.focus();
    event.preventDefault();
  }
}

/** Where own orders rest, in the rows as they are grouped. */
function useOwnPrices(symbol: string, book: Book, grouping: number) {
  const orders = useOwnOrders(symbol);
  return useMemo(() => {
    const own = { bids: new Set<number>(), asks: new Set<number>() };
    for (const { side, price, stopPrice } of orders) {
      if (price !== null && stopPrice === null) {
        const groups = book.ticks.steps(price) / grouping;
        if (side === 'BUY') {
          own.bids.add(Math.floor(groups) * grouping);
        } else {
          own.asks.add(Math.ceil(groups) * grouping);
        }
      }
    }
    return own;
  }, [orders, book, grouping]);
}
