import { Link } from 'react-router';
import type { Market } from '../../../api/types';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';
import { Panel } from '../../../ui/Panel';
import { TryIt } from '../../login/TryIt';
import { TicketForm } from './TicketForm';

/** Where an order is entered; for guests the way to an account. */
export function TicketPanel({ market }: { market: Market }) {
  const owner = useStore(session)?.owner;
  return (
    <Panel title="Place an order" className="ticket">
      {owner ? (
        <TicketForm market={market} />
      ) : (
        <div className="empty guest">
          <p>You are watching as a guest.</p>
          <TryIt />
          <p>
            <Link to="/login">Log in</Link> or <Link to="/signup">sign up</Link> to trade.
          </p>
        </div>
      )}
    </Panel>
  );
}
