import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { Market, Order } from '../../api/types';
import { decimalsOf, display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { tellOrdersChanged } from '../../state/feed';
import { useMyOrders } from '../../state/market';
import { notify } from '../../state/notices';
import { cancelOrder } from '../../state/orders';
import { Choice } from '../../ui/Choice';
import { Panel, Stale, Waiting } from '../../ui/Panel';

type Shown = 'OPEN' | 'ENDED';

const NOTHING: Record<Shown, string> = {
  OPEN: 'No open orders. Place one and it shows up here.',
  ENDED: 'Orders that were filled or canceled will be listed here.',
};

export function OrdersPanel({ market, userId }: { market: Market; userId: string }) {
  const [shown, setShown] = useState<Shown>('OPEN');
  const orders = useMyOrders(market.symbol, userId);
  const open = orders.value?.filter((order) => order.active) ?? [];
  const rows = shown === 'OPEN' ? open : (orders.value?.filter((order) => !order.active) ?? []);
  const texts = { OPEN: `Open (${open.length})`, ENDED: 'History' };
  return (
    <Panel
      title="My orders"
      className="orders"
      aside={
        <Choice label="Which" className="tabs" texts={texts} value={shown} onChange={setShown} />
      }
    >
      {orders.value ? (
        <>
          <Stale problem={orders.problem} />
          <Orders market={market} orders={rows} isOpen={shown === 'OPEN'} />
          {rows.length === 0 && <p className="empty">{NOTHING[shown]}</p>}
        </>
      ) : (
        <Waiting problem={orders.problem} retry={orders.reload} />
      )}
    </Panel>
  );
}

type OrdersProps = { market: Market; orders: Order[]; isOpen: boolean };

function Orders({ market, orders, isOpen }: OrdersProps) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Side</th>
            <th scope="col">Type</th>
            <th scope="col">Price</th>
            <th scope="col">Quantity</th>
            <th scope="col">Filled</th>
            <th scope="col">Status</th>
            {isOpen && (
              <th scope="col" className="action">
                <span className="hidden">Cancel</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow key={order.id} {...{ market, order, isOpen }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OrderRow({ market, order, isOpen }: { market: Market; order: Order; isOpen: boolean }) {
  const price = order.price ?? order.average_price;
  return (
    <tr data-order-id={order.id}>
      <td>{displayTime(order.created_at)}</td>
      <td className={order.side === 'BUY' ? 'bid' : 'ask'}>{capitalized(order.side)}</td>
      <td>{capitalized(order.order_type)}</td>
      <td>{price === null ? '–' : display(price, decimalsOf(market.tick_size))}</td>
      <td>{display(order.quantity)}</td>
      <td>{display(order.filled_quantity)}</td>
      <td title={order.reason ?? undefined}>{capitalized(order.status)}</td>
      {isOpen && (
        <td className="action">
          <CancelButton order={order} />
        </td>
      )}
    </tr>
  );
}

function CancelButton({ order }: { order: Order }) {
  const [isBusy, setIsBusy] = useState(false);
  const name = `Cancel ${order.side.toLowerCase()} ${order.remaining} at ${order.price}`;

  async function cancel() {
    setIsBusy(true);
    try {
      await cancelOrder(order.id);
    } catch (thrown) {
      notify(`Not canceled: ${problemText(thrown)}`);
      setIsBusy(false);
    }
    tellOrdersChanged();
  }

  return (
    <button type="button" className="quiet" aria-label={name} disabled={isBusy} onClick={cancel}>
      Cancel
    </button>
  );
}

function capitalized(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase().replaceAll('_', ' ');
}
