import { type CSSProperties, memo } from 'react';
import type { Market } from '../../api/types';
import { type BookRow, bookView } from '../../model/bookView';
import { display, glance } from '../../model/decimal';
import type { OrderStory } from '../../model/story';
import type { Frame } from '../../state/replayDesk';
import type { Book } from '../../stream/book';
import { Badge } from '../../ui/Badge';

type Props = { market: Market; frame: Frame; story: OrderStory | null };

const ROWS = 9;

/** The best levels of both sides at that moment; the order looked into is marked. */
export function PastBook({ market, frame, story }: Props) {
  const { book } = frame;
  const view = bookView(book, 1, ROWS, ROWS);
  const order = story?.order;
  const ownTicks = order?.price ? book.ticks.steps(order.price) : null;
  const own = (side: 'BUY' | 'SELL') => (order?.side === side ? ownTicks : null);
  return (
    <div className={`past-book ${frame.sequence === null ? 'is-unknown' : ''}`}>
      <table aria-label="Order book at this moment">
        <thead>
          <tr>
            <th scope="col">Price ({market.quote})</th>
            <th scope="col">Quantity ({market.base})</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <Rows name="asks" rows={view.asks} book={book} own={own('SELL')} />
        <tbody className="middle">
          <tr>
            <th scope="row" colSpan={3}>
              <Middle frame={frame} />
            </th>
          </tr>
        </tbody>
        <Rows name="bids" rows={view.bids} book={book} own={own('BUY')} />
      </table>
    </div>
  );
}

function Middle({ frame }: { frame: Frame }) {
  const { book, deals, status } = frame;
  const [last] = deals;
  const bid = book.bids.prices[0];
  const ask = book.asks.prices[0];
  const isUp = last?.side === 'BUY';
  return (
    <>
      <strong className={last ? (isUp ? 'bid' : 'ask') : ''} data-testid="past-price">
        {last ? display(last.price, book.ticks.decimals) : '–'}
        {last && <span aria-hidden="true"> {isUp ? '▲' : '▼'}</span>}
      </strong>
      <span className="soft">
        {bid !== undefined && ask !== undefined ? `spread ${book.ticks.fixed(ask - bid)}` : ''}
      </span>
      {status !== 'OPEN' && <Badge tone="warn">{status.toLowerCase().replace('_', ' ')}</Badge>}
    </>
  );
}

type RowsProps = {
  name: 'bids' | 'asks';
  /** Best first. */
  rows: readonly BookRow[];
  book: Book;
  own: number | null;
};

function Rows({ name, rows, book, own }: RowsProps) {
  const places = Array.from({ length: ROWS }, (_, index) =>
    name === 'bids' ? index : ROWS - 1 - index,
  );
  return (
    <tbody className={name} aria-label={name === 'bids' ? 'Bids' : 'Asks'}>
      {places.map((place) => {
        const row = rows[place];
        return row ? (
          <Level
            key={place}
            price={book.ticks.fixed(row.price)}
            quantity={glance(book.lots.text(row.lots))}
            total={glance(book.lots.text(row.total))}
            percent={Math.round(row.share * 100)}
            isOwn={row.price === own}
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

type LevelProps = {
  price: string;
  quantity: string;
  total: string;
  percent: number;
  isOwn: boolean;
};

const Level = memo(({ price, quantity, total, percent, isOwn }: LevelProps) => (
  <tr className={isOwn ? 'own' : undefined} style={{ '--share': `${percent}%` } as CSSProperties}>
    <td>
      {isOwn && (
        <span className="own-mark" title="The price of your order">
          <span className="hidden">your order’s price </span>
        </span>
      )}
      {display(price)}
    </td>
    <td>{quantity}</td>
    <td>{total}</td>
  </tr>
));
Level.displayName = 'Level';
