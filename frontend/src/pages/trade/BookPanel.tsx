import type { Book, Market } from '../../api/types';
import { decimalsOf, display } from '../../model/decimal';
import { type DepthRow, depthRows, LEVELS, spread } from '../../model/depth';
import type { Polled } from '../../state/usePolled';
import { Panel, Stale, Waiting } from '../../ui/Panel';

type Props = { market: Market; book: Polled<Book>; onPrice: (price: string) => void };

/** The best levels of both sides, asks above bids, the best of each next to the spread. */
export function BookPanel({ market, book, onPrice }: Props) {
  return (
    <Panel title="Order book" className="book">
      {book.value ? (
        <Ladder market={market} book={book.value} onPrice={onPrice} />
      ) : (
        <Waiting problem={book.problem} retry={book.reload} />
      )}
      {book.value && <Stale problem={book.problem} />}
    </Panel>
  );
}

function Ladder({
  market,
  book,
  onPrice,
}: {
  market: Market;
  book: Book;
  onPrice: Props['onPrice'];
}) {
  const { bids, asks } = depthRows(book);
  const gap = spread(book);
  const decimals = decimalsOf(market.tick_size);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Price ({market.quote})</th>
          <th scope="col">Quantity ({market.base})</th>
          <th scope="col">Total ({market.base})</th>
        </tr>
      </thead>
      <Rows
        side="asks"
        rows={asks.toReversed()}
        missing={LEVELS - asks.length}
        {...{ market, onPrice }}
      />
      <tbody className="spread">
        <tr>
          <th scope="row">Spread</th>
          <td colSpan={2}>{gap === null ? '–' : display(gap, decimals)}</td>
        </tr>
      </tbody>
      <Rows side="bids" rows={bids} missing={LEVELS - bids.length} {...{ market, onPrice }} />
    </table>
  );
}

type RowsProps = {
  side: 'bids' | 'asks';
  rows: DepthRow[];
  missing: number;
  market: Market;
  onPrice: Props['onPrice'];
};

function Rows({ side, rows, missing, market, onPrice }: RowsProps) {
  const priceDecimals = decimalsOf(market.tick_size);
  const quantityDecimals = decimalsOf(market.lot_size);
  const blanks = Array.from({ length: missing }, (_, index) => (
    <tr key={`blank ${index}`} className="blank">
      <td colSpan={3} />
    </tr>
  ));
  return (
    <tbody className={side} aria-label={side === 'bids' ? 'Bids' : 'Asks'}>
      {side === 'asks' && blanks}
      {rows.map(({ price, quantity, total, barPercent }) => (
        <tr key={price}>
          <td>
            <span className="bar" style={{ width: `${barPercent}%` }} aria-hidden="true" />
            <button type="button" onClick={() => onPrice(price)} title="Take this price">
              {display(price, priceDecimals)}
            </button>
          </td>
          <td>{display(quantity, quantityDecimals)}</td>
          <td>{display(total, quantityDecimals)}</td>
        </tr>
      ))}
      {side === 'bids' && blanks}
    </tbody>
  );
}
