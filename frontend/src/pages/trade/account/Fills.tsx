import { display } from '../../../model/decimal';
import { displayTime } from '../../../model/time';
import { useFillHistory } from '../../../state/history';
import { Button } from '../../../ui/Button';
import { type Column, DataTable } from '../../../ui/DataTable';
import { HistoryTools } from './HistoryTools';
import { More, PagesOf } from './Pages';
import { SideText } from './SideText';
import { useFilter } from './useFilter';

type Props = { symbol: string; onStory: (orderId: string) => void };
type Page = NonNullable<ReturnType<typeof useFillHistory>['data']>['pages'][number];
type Fill = Page['fills'][number];

/** Every trade of an own order, with what it cost. */
export function Fills({ symbol, onStory }: Props) {
  const [filter, setFilter] = useFilter(symbol);
  const query = useFillHistory(filter);
  const rows = query.data?.pages.flatMap(({ fills }) => fills) ?? [];
  return (
    <>
      <HistoryTools what="fills" filter={filter} onChange={setFilter} />
      <PagesOf query={query}>
        <DataTable
          label="Fills"
          columns={columnsOf(onStory)}
          rows={rows}
          rowKey={({ sequence }) => sequence}
          empty="No fills yet. When an order of yours trades, it is listed here."
          footer={<More query={query} />}
        />
      </PagesOf>
    </>
  );
}

function columnsOf(onStory: (orderId: string) => void): Column<Fill>[] {
  return [
    { key: 'time', title: 'Time', isText: true, cell: ({ ts }) => displayTime(ts) },
    { key: 'market', title: 'Market', isText: true, cell: ({ symbol }) => symbol },
    { key: 'side', title: 'Side', isText: true, cell: ({ side }) => <SideText side={side} /> },
    { key: 'price', title: 'Price', cell: ({ price }) => display(price) },
    { key: 'quantity', title: 'Quantity', cell: ({ quantity }) => display(quantity) },
    { key: 'fee', title: 'Fee', cell: ({ fee, fee_asset }) => `${display(fee)} ${fee_asset}` },
    {
      key: 'liquidity',
      title: 'Role',
      isText: true,
      cell: ({ liquidity }) => (liquidity === 'maker' ? 'Maker' : 'Taker'),
    },
    {
      key: 'trade',
      title: 'Trade',
      isMinor: true,
      cell: ({ engine_trade_id }) => engine_trade_id,
    },
    {
      key: 'why',
      title: <span className="hidden">Story</span>,
      className: 'action',
      cell: (fill) => <Story fill={fill} onStory={onStory} />,
    },
  ];
}

function Story({ fill, onStory }: { fill: Fill; onStory: (orderId: string) => void }) {
  const orderId = fill.side === 'BUY' ? fill.buy_order_id : fill.sell_order_id;
  return orderId ? (
    <Button isSmall aria-label="Why: the story of its order" onClick={() => onStory(orderId)}>
      Why
    </Button>
  ) : null;
}
