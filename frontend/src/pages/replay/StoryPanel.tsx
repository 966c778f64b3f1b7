import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { Market, Order } from '../../api/types';
import { display } from '../../model/decimal';
import { clockOf, dayOf, type Span } from '../../model/replay';
import type { OrderStory } from '../../model/story';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import type { ReplayDesk } from '../../state/replayDesk';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Story } from './Story';

type Props = {
  market: Market;
  desk: ReplayDesk;
  span: Span;
  story: OrderStory | null;
  onStory: (story: OrderStory | null) => void;
};

const ORDERS = 200;

/** The own orders of the day, and the story of the one that is looked into. */
export function StoryPanel(props: Props) {
  const owner = useStore(session)?.owner;
  if (!owner) {
    return (
      <Panel title="Why did my order not fill?" className="story-panel">
        <div className="empty">
          <p>
            <Link to={`/login?next=${location.pathname}`}>Log in</Link> to follow your own orders
            through the book: who stood before them, what traded, and why they ended.
          </p>
        </div>
      </Panel>
    );
  }
  return <OwnStories {...props} userId={owner.userId} />;
}

function OwnStories({ market, desk, span, story, onStory, userId }: Props & { userId: string }) {
  const chosen = useRef('');
  const day = dayOf(span.from);
  const orders = useQuery({
    queryKey: ['orders of a day', userId, market.symbol, day],
    queryFn: () =>
      callAsOwner('get', '/api/v1/account/orders', {
        query: {
          symbol: market.symbol,
          from: `${day}T00:00:00.000Z`,
          to: new Date(span.to + 1).toISOString(),
          limit: ORDERS,
        },
      }),
  });
  const list = orders.data?.orders ?? [];

  async function choose(order: Order): Promise<void> {
    chosen.current = order.id;
    if (story?.order.id === order.id) {
      onStory(null);
      return;
    }
    const told = await callAsOwner('get', '/api/v1/orders/{order_id}/story', {
      params: { order_id: order.id },
    }).catch(() => null);
    if (chosen.current !== order.id) {
      // Another was chosen meanwhile.
      return;
    }
    onStory(told);
    const [first] = told?.events ?? [];
    if (first) {
      desk.goToSequence(Number(first.sequence), Date.parse(first.time));
    }
  }

  return (
    <Panel
      title="Why did my order not fill?"
      className="story-panel"
      {...panelState(orders)}
      isEmpty={list.length === 0}
      empty={
        <p>
          You placed no orders here on this day.{' '}
          <Link to={`/trade/${market.symbol}`}>Place one</Link>, then come back and watch it in its
          queue.
        </p>
      }
    >
      <div className="stories">
        <ul className="scroll story-orders" aria-label="Your orders of the day">
          {list.map((order) => (
            <li key={order.id}>
              <button
                type="button"
                aria-pressed={story?.order.id === order.id}
                onClick={() => choose(order)}
              >
                <span className="soft">{clockOf(Date.parse(order.created_at)).slice(0, 8)}</span>
                <strong className={order.side === 'BUY' ? 'bid' : 'ask'}>{order.side}</strong>
                <span>
                  {order.quantity && display(order.quantity)}
                  {order.price && ` at ${display(order.price)}`}
                </span>
                <Badge tone={order.status === 'FILLED' ? 'good' : 'plain'}>
                  {order.status.toLowerCase().replaceAll('_', ' ')}
                </Badge>
              </button>
            </li>
          ))}
        </ul>
        {story ? (
          <Story market={market} desk={desk} story={story} />
        ) : (
          <div className="empty">
            Choose an order: its story is told, and marked on the time line.
          </div>
        )}
      </div>
    </Panel>
  );
}
