import type { Market } from '../../../api/types';
import { type BookView, spreadBasisPoints } from '../../../model/bookView';
import { display } from '../../../model/decimal';
import { useTape } from '../../../state/marketFeeds';
import { takePrice } from '../../../state/ticket';
import type { Book } from '../../../stream/book';

type Props = { market: Market; book: Book; view: BookView };

/** Between the sides: the last trade's price and the distance of the best prices. */
export function Middle({ market, book, view }: Props) {
  const { value: trades } = useTape(market.symbol);
  const last = trades?.[0];
  const { bestBid, bestAsk } = view;
  const spread = bestBid === null || bestAsk === null ? null : bestAsk - bestBid;
  const isUp = last?.side === 'BUY';
  const shown = last && display(book.ticks.fixed(book.ticks.steps(last.price)));
  return (
    <tbody className="middle">
      <tr>
        <td className={last ? (isUp ? 'bid' : 'ask') : undefined}>
          {last && (
            <button type="button" title="Take the last price" onClick={() => takePrice(last.price)}>
              <span aria-hidden="true">{isUp ? '▲' : '▼'}</span> {shown}
            </button>
          )}
        </td>
        <td colSpan={2}>
          Spread {spread === null ? '–' : display(book.ticks.fixed(spread))}
          {spread !== null && <span className="soft"> · {spreadBasisPoints(view)} bp</span>}
        </td>
      </tr>
    </tbody>
  );
}
