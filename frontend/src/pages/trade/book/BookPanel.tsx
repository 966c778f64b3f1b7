import { useMemo, useRef } from 'react';
import type { Market } from '../../../api/types';
import { bookView, groupings } from '../../../model/bookView';
import { display } from '../../../model/decimal';
import { Scale } from '../../../model/scale';
import { type SeenBook, useLiveBook } from '../../../state/marketFeeds';
import { prefer, usePreferences } from '../../../state/preferences';
import { useHeight } from '../../../state/useHeight';
import { Panel } from '../../../ui/Panel';
import { Select } from '../../../ui/Select';
import { BookViewChoice } from './BookViewChoice';
import { Ladder } from './Ladder';

const ROW_PIXELS = 20;
const HEAD_PIXELS = 24;
const MIDDLE_PIXELS = 32;
const ROWS_LEAST = 5;

/** The best levels of both sides, asks above bids, the best of each next to the middle. */
export function BookPanel({ market }: { market: Market }) {
  const { value: seen, isResyncing } = useLiveBook(market);
  const { symbol } = market;
  const { bookGrouping } = usePreferences();
  const grouping = bookGrouping[symbol] ?? 1;
  const ticks = new Scale(market.tick_size);
  const choices = useMemo(() => (seen ? groupings(seen.book) : [1]), [seen]);
  const group = (chosen: string) =>
    prefer({ bookGrouping: { ...bookGrouping, [symbol]: Number(chosen) } });
  return (
    <Panel
      title="Order book"
      className="book"
      isLoading={!seen}
      aside={
        <div className="book-tools">
          <BookViewChoice />
          <Select
            label="Rows in steps of"
            isLabelHidden
            texts={choices.map((each) => [String(each), display(ticks.text(each))] as const)}
            value={String(choices.includes(grouping) ? grouping : 1)}
            onChange={group}
          />
        </div>
      }
    >
      {seen && (
        <Rows
          market={market}
          seen={seen}
          grouping={choices.includes(grouping) ? grouping : 1}
          isResyncing={isResyncing}
        />
      )}
    </Panel>
  );
}

type RowsProps = { market: Market; seen: SeenBook; grouping: number; isResyncing: boolean };

/** As many rows as there is room for. */
function Rows({ market, seen, grouping, isResyncing }: RowsProps) {
  const room = useRef<HTMLDivElement>(null);
  const height = useHeight(room);
  const { bookView: sides } = usePreferences();
  const fitting = Math.floor((height - HEAD_PIXELS - MIDDLE_PIXELS) / ROW_PIXELS);
  const half = Math.max(ROWS_LEAST, Math.floor(fitting / 2));
  const bidRows = sides === 'asks' ? 0 : sides === 'bids' ? half * 2 : half;
  const askRows = sides === 'bids' ? 0 : sides === 'asks' ? half * 2 : half;
  const view = useMemo(
    () => bookView(seen.book, grouping, bidRows, askRows),
    [seen, grouping, bidRows, askRows],
  );
  return (
    <div className="book-room" ref={room}>
      <Ladder {...{ market, view, grouping, bidRows, askRows }} book={seen.book} />
      {isResyncing && (
        <div className="veil" role="status">
          Resyncing…
        </div>
      )}
    </div>
  );
}
