import type { Market } from '../../api/types';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { BalancesPanel } from './BalancesPanel';
import { OrdersPanel } from './OrdersPanel';

/** What is the own in a market: orders, and the balances they are paid from. */
export function AccountPanel({ market }: { market: Market }) {
  const owner = useStore(session)?.owner;
  return (
    owner && (
      <div className="account">
        <OrdersPanel market={market} userId={owner.userId} />
        <BalancesPanel userId={owner.userId} />
      </div>
    )
  );
}
