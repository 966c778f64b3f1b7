import { useMemo, useState } from 'react';
import type { OwnOrder } from '../../../model/account/events';
import { filledPercent, kindText, statusText } from '../../../model/account/words';
import { display } from '../../../model/decimal';
import { displayTime } from '../../../model/time';
import { useAccount } from '../../../state/account';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Waiting } from '../../../ui/Panel';
import { AmendCell, type Amending } from './AmendCell';
import { CancelAll } from './CancelAll';
import { OrderActions } from './OrderActions';
import { SideText } from './SideText';

type Props = {
  /** A market's symbol, or null for all of them. */
  only: string | null;
  onStory: (orderId: string) => void;
};

/** The orders that live, as the account's events tell them. */
export function OpenOrders({ only, onStory }: Props) {
  const account = useAccount();
  const [amending, setAmending] = useState<Amending | null>(null);
  const rows = useMemo(() => newestFirst(account?.orders ?? {}, only), [account?.orders, only]);
  if (!account) {
    return <Waiting problem={null} />;
  }
  const columns = columnsOf({ amending, setAmending, onStory });
  return (
    <>
      {rows.length > 0 && <CancelAll only={only} count={rows.length} />}
      <DataTable
        label="Open orders"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty="No open orders. Place one and it shows up here."
      />
    </>
  );
}

function newestFirst(orders: Readonly<Record<string, OwnOrder>>, only: string | null): OwnOrder[] {
  return Object.values(orders)
    .filter(({ symbol }) => only === null || symbol === only)
    .sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0));
}

type Cells = {
  amending: Amending | null;
  setAmending: (amending: Amending | null) => void;
  onStory: (orderId: string) => void;
};

function columnsOf({ amending, setAmending, onStory }: Cells): Column<OwnOrder>[] {
  const amend = { amending, setAmending };
  return [
    {
      key: 'time',
      title: 'Time',
      isText: true,
      isMinor: true,
      className: 'spare',
      cell: (order) => displayTime(order.created_at),
    },
    { key: 'market', title: 'Market', isText: true, cell: ({ symbol }) => symbol },
    { key: 'side', title: 'Side', isText: true, cell: ({ side }) => <SideText side={side} /> },
    { key: 'type', title: 'Type', isText: true, cell: kindText },
    {
      key: 'price',
      title: 'Price',
      cell: (order) => <AmendCell {...amend} order={order} field="price" />,
    },
    {
      key: 'trigger',
      title: 'Trigger',
      isMinor: true,
      cell: (order) => <AmendCell {...amend} order={order} field="stop_price" />,
    },
    {
      key: 'quantity',
      title: 'Quantity',
      cell: (order) => <AmendCell {...amend} order={order} field="quantity" />,
    },
    {
      key: 'status',
      title: 'Status',
      isText: true,
      cell: (order) => <Status order={order} />,
    },
    {
      key: 'action',
      title: <span className="hidden">Actions</span>,
      className: 'action',
      cell: (order) => <OrderActions {...amend} order={order} onStory={onStory} />,
    },
  ];
}

function Status({ order }: { order: OwnOrder }) {
  const { status, filled_quantity: filled, quantity } = order;
  if (order.isOnItsWay || order.isAmending) {
    return order.isOnItsWay ? 'On its way' : 'Changing';
  }
  return status === 'PARTIALLY_FILLED' ? (
    <span title={`${display(filled)} of ${display(quantity)}`}>
      Filled {filledPercent(filled, quantity)} %
    </span>
  ) : (
    statusText(order)
  );
}
