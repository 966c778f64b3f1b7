import { useRef } from 'react';
import type { Market } from '../../../api/types';
import { groupings } from '../../../model/bookView';
import { display } from '../../../model/decimal';
import { Scale } from '../../../model/scale';
import { usePicked } from '../../../state/followed';
import { liveBook } from '../../../state/marketFeeds';
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
  const { symbol } = market;
  const followed = liveBook(market);
  const isLoading = usePicked(followed, ({ value }) => value === null);
  const { bookGrouping } = usePreferences();
  const grouping = bookGrouping[symbol] ?? 1;
  const ticks = new Scale(market.tick_size);
  // As a text, which is the same as long as the choices are.
  const all = usePicked(followed, ({ value }) => (value ? groupings(value.book).join() : '1'));
  const choices = all.split(',').map(Number);
  const group = (chosen: string) =>
    prefer({ bookGrouping: { ...bookGrouping, [symbol]: Number(chosen) } });
  return (
    <Panel
      title="Order book"
      className="book"
      isLoading={isLoading}
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
      <Rows market={market} grouping={choices.includes(grouping) ? grouping : 1} />
    </Panel>
  );
}

/** As many rows as there is room for. */
function Rows({ market, grouping }: { market: Market; grouping: number }) {
  const room = useRef<HTMLDivElement>(null);
  const height = useHeight(room);
  const isResyncing = usePicked(liveBook(market), (seen) => seen.isResyncing);
  const { bookView: sides } = usePreferences();
  const fitting = Math.floor((height - HEAD_PIXELS - MIDDLE_PIXELS) / ROW_PIXELS);
  const half = Math.max(ROWS_LEAST, Math.floor(fitting / 2));
  const bidRows = sides === 'asks' ? 0 : sides === 'bids' ? half * 2 : half;
  const askRows = sides === 'bids' ? 0 : sides === 'asks' ? half * 2 : half;
  return (
    <div className="book-room" ref={room}>
      <Ladder {...{ market, grouping, bidRows, askRows }} />
      {isResyncing && (
        <div className="veil" role="status">
          Resyncing…
        </div>
      )}
    </div>
  );
}
