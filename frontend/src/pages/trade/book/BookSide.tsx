import { type CSSProperties, memo } from 'react';
import type { BookRow } from '../../../model/bookView';
import { cut, display } from '../../../model/decimal';
import type { Book } from '../../../stream/book';

const QUANTITY_DECIMALS_MAX = 5;

type Props = {
  side: 'bids' | 'asks';
  /** Best first. */
  rows: readonly BookRow[];
  /** So many are always drawn, so that nothing jumps. */
  count: number;
  book: Book;
  own: ReadonlySet<number>;
};

/** One side: a fixed number of rows, each known by its place and drawn anew only when it differs. */
export function BookSide({ side, rows, count, book, own }: Props) {
  const { ticks, lots } = book;
  const places = Array.from({ length: count }, (_, index) =>
    side === 'bids' ? index : count - 1 - index,
  );
  return (
    <tbody className={side} aria-label={side === 'bids' ? 'Bids' : 'Asks'}>
      {places.map((place) => {
        const row = rows[place];
        return row ? (
          <Row
            key={place}
            price={ticks.fixed(row.price)}
            quantity={short(lots.text(row.lots))}
            sum={lots.text(row.total)}
            percent={Math.round(row.share * 100)}
            isOwn={own.has(row.price)}
            isBest={place === 0}
          />
        ) : (
          <tr key={place} className="blank">
            <td colSpan={3} />
          </tr>
        );
      })}
    </tbody>
  );
}

type RowProps = {
  price: string;
  quantity: string;
  sum: string;
  percent: number;
  isOwn: boolean;
  isBest: boolean;
};

const Row = memo(({ price, quantity, sum, percent, isOwn, isBest }: RowProps) => (
  <tr style={{ '--share': `${percent}%` } as CSSProperties}>
    <td>
      {isOwn && <span className="own-dot" role="img" aria-label="Own order" title="Own order" />}
      <button type="button" data-price={price} tabIndex={isBest ? 0 : -1} title="Take this price">
        {display(price)}
      </button>
    </td>
    <td>
      <button type="button" data-sum={sum} tabIndex={-1} title={`Take the sum: ${sum}`}>
        {quantity}
      </button>
    </td>
    <td>{short(sum)}</td>
  </tr>
));
Row.displayName = 'Row';

/** What would be cut to nothing is shown whole. */
function short(quantity: string): string {
  const shown = cut(quantity, QUANTITY_DECIMALS_MAX);
  return shown === '0' ? quantity : display(shown);
}
