import type { Order } from '../../../api/types';
import { reasonText } from '../../../model/account/notices';
import { kindText, statusText, triggerText } from '../../../model/account/words';
import { display } from '../../../model/decimal';
import { displayTime } from '../../../model/time';
import { useOrderHistory } from '../../../state/history';
import { Button } from '../../../ui/Button';
import { type Column, DataTable } from '../../../ui/DataTable';
import { HistoryTools } from './HistoryTools';
import { More, PagesOf } from './Pages';
import { SideText } from './SideText';
import { useFilter } from './useFilter';

type Props = { symbol: string; onStory: (orderId: string) => void };

/** Every order there ever was, those that live among them. */
export function OrderHistory({ symbol, onStory }: Props) {
  const [filter, setFilter] = useFilter(symbol);
  const query = useOrderHistory(filter);
  const rows = query.data?.pages.flatMap(({ orders }) => orders) ?? [];
  return (
    <>
      <HistoryTools what="orders" filter={filter} onChange={setFilter} />
      <PagesOf query={query}>
        <DataTable
          label="Order history"
          columns={columnsOf(onStory)}
          rows={rows}
          rowKey={({ id }) => id}
          empty="No such orders. What is placed is listed here for ever."
          footer={<More query={query} />}
        />
      </PagesOf>
    </>
  );
}

function columnsOf(onStory: (orderId: string) => void): Column<Order>[] {
  return [
    {
      key: 'time',
      title: 'Time',
      isText: true,
      cell: ({ created_at }) => displayTime(created_at),
    },
    { key: 'market', title: 'Market', isText: true, cell: ({ symbol }) => symbol },
    { key: 'side', title: 'Side', isText: true, cell: ({ side }) => <SideText side={side} /> },
    { key: 'type', title: 'Type', isText: true, cell: kindText },
    {
      key: 'price',
      title: 'Price',
      cell: ({ price }) => (price === null ? 'Market' : display(price)),
    },
    { key: 'trigger', title: 'Trigger', isMinor: true, cell: (order) => triggerText(order) || '–' },
    { key: 'quantity', title: 'Quantity', cell: ({ quantity }) => display(quantity) },
    { key: 'filled', title: 'Filled', cell: (order) => display(order.filled_quantity) },
    {
      key: 'average',
      title: 'Average',
      isMinor: true,
      cell: ({ average_price }) => (average_price === null ? '–' : display(average_price)),
    },
    {
      key: 'fee',
      title: 'Fee',
      isMinor: true,
      cell: ({ fee, fee_asset }) => `${display(fee)} ${fee_asset}`,
    },
    {
      key: 'status',
      title: 'Status',
      isText: true,
      cell: (order) => <span title={reasonText(order.reason)}>{statusText(order)}</span>,
    },
    {
      key: 'why',
      title: <span className="hidden">Story</span>,
      className: 'action',
      cell: ({ id, side, symbol }) => (
        <Button
          isSmall
          aria-label={`Why: the story of ${side.toLowerCase()} ${symbol}`}
          onClick={() => onStory(id)}
        >
          Why
        </Button>
      ),
    },
  ];
}
