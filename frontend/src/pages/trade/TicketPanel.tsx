import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { Problem, problemText } from '../../api/problem';
import type { Market, Order } from '../../api/types';
import { compare, display } from '../../model/decimal';
import { checkTicket, type Lifetime, orderOf, orderValue, type Ticket } from '../../model/ticket';
import { tellOrdersChanged } from '../../state/feed';
import { useBalances } from '../../state/market';
import { newClientOrderId, placeOrder } from '../../state/orders';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { changeTicket, ticket as ticketStore } from '../../state/ticket';
import { Choice } from '../../ui/Choice';
import { Field } from '../../ui/Field';
import { Panel } from '../../ui/Panel';

type Wrong = { price?: string; quantity?: string; form?: string };

const SIDES = { BUY: 'Buy', SELL: 'Sell' } as const;
const TYPES = { LIMIT: 'Limit', MARKET: 'Market' } as const;
const LIFETIMES: Record<Lifetime, string> = {
  GTC: 'Good till canceled',
  IOC: 'Immediate or cancel',
  FOK: 'Fill or kill',
  POST_ONLY: 'Post only',
};

/** Where an order is entered. What is wrong is said at the field, before and after sending. */
export function TicketPanel({ market }: { market: Market }) {
  const owner = useStore(session)?.owner;
  return owner ? (
    <TicketForm market={market} userId={owner.userId} />
  ) : (
    <Panel title="Place an order" className="ticket">
      <p className="empty">
        <Link to="/login">Log in</Link> or <Link to="/signup">sign up</Link> to trade.
      </p>
    </Panel>
  );
}

function TicketForm({ market, userId }: { market: Market; userId: string }) {
  const ticket = useStore(ticketStore);
  const balances = useBalances(userId).value;
  const [wrong, setWrong] = useState<Wrong>({});
  const [outcome, setOutcome] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const isLimit = ticket.orderType === 'LIMIT';
  const value = orderValue(ticket);
  const spent = ticket.side === 'BUY' ? market.quote : market.base;
  const available = balances?.find(({ asset }) => asset === spent)?.available ?? '0';

  function change(part: Partial<Ticket>) {
    setWrong({});
    setOutcome('');
    changeTicket(part);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setOutcome('');
    const errors = checkTicket(ticket, market);
    setWrong(errors);
    if (Object.keys(errors).length > 0) {
      return;
    }
    setIsBusy(true);
    try {
      const order = await placeOrder(orderOf(ticket, market.symbol, newClientOrderId()));
      setOutcome(outcomeText(order, market));
      changeTicket({ quantity: '' });
    } catch (thrown) {
      setWrong(wrongOf(thrown));
    }
    setIsBusy(false);
    tellOrdersChanged();
  }

  return (
    <Panel title="Place an order" className="ticket">
      <form onSubmit={submit} noValidate>
        <Choice
          label="Side"
          className="sides"
          texts={SIDES}
          value={ticket.side}
          onChange={(side) => change({ side })}
        />
        <Choice
          label="Order type"
          className="types"
          texts={TYPES}
          value={ticket.orderType}
          onChange={(orderType) => change({ orderType })}
        />
        {isLimit && (
          <Field
            label="Price"
            unit={market.quote}
            inputMode="decimal"
            autoComplete="off"
            value={ticket.price}
            problem={wrong.price}
            onChange={(event) => change({ price: event.target.value })}
          />
        )}
        <Field
          label="Quantity"
          unit={market.base}
          inputMode="decimal"
          autoComplete="off"
          value={ticket.quantity}
          problem={wrong.quantity}
          onChange={(event) => change({ quantity: event.target.value })}
        />
        {isLimit && (
          <label className="lifetime">
            Time in force
            <select
              value={ticket.lifetime}
              onChange={(event) => change({ lifetime: event.target.value as Lifetime })}
            >
              {Object.entries(LIFETIMES).map(([lifetime, text]) => (
                <option key={lifetime} value={lifetime}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        )}
        <dl className="sums">
          <dt>Available</dt>
          <dd>
            {display(available)} {spent}
          </dd>
          <dt>Order value</dt>
          <dd>{value ? `${display(value)} ${market.quote}` : isLimit ? '–' : 'at best prices'}</dd>
        </dl>
        {wrong.form && (
          <p className="problem" role="alert">
            {wrong.form}
          </p>
        )}
        <button type="submit" className={`primary ${ticket.side.toLowerCase()}`} disabled={isBusy}>
          {isBusy ? 'Sending…' : `${SIDES[ticket.side]} ${market.base}`}
        </button>
        <p className="outcome" role="status">
          {outcome}
        </p>
      </form>
    </Panel>
  );
}

function outcomeText(order: Order, market: Market): string {
  const filled = `${display(order.filled_quantity)} ${market.base}`;
  const at = order.average_price ? ` at ${display(order.average_price)} ${market.quote}` : '';
  switch (order.status) {
    case 'OPEN':
      return 'Your order is in the book.';
    case 'PARTIALLY_FILLED':
      return `Filled ${filled}${at}; the rest is in the book.`;
    case 'FILLED':
      return `Filled ${filled}${at}.`;
    case 'CANCELED':
      return compare(order.filled_quantity, '0') > 0
        ? `Filled ${filled}${at}; the rest was canceled.`
        : 'Canceled: nothing could be filled.';
  }
}

function wrongOf(thrown: unknown): Wrong {
  const field = thrown instanceof Problem ? thrown.field : null;
  const place = field === 'price' || field === 'quantity' ? field : 'form';
  return { [place]: problemText(thrown) };
}
