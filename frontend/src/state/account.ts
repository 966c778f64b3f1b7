import { useEffect } from 'react';
import { type Account, applied, begun, type Snapshot, withFills } from '../model/account/account';
import type { AccountEvent, OwnFill, OwnOrder } from '../model/account/events';
import { noticeOf } from '../model/account/notices';
import type { OrdersById } from '../model/account/orders';
import { pace } from '../stream/pace';
import type { TopicMessage } from '../stream/topics';
import { latestFills } from './history';
import { tell } from './notices';
import { ownFills, ownOrders } from './ownOrders';
import { queries } from './queries';
import { session } from './session';
import { Store, useStore } from './store';
import { stream } from './stream';

/** The own account as the exchange told it last; null before it did, and for guests. */
export const account = new Store<Account | null>(null);

const ACCOUNT = { channel: 'account' } as const;
const HISTORY_MILLIS = 1_000;

/**
 * Follows the account of who is logged in. Every event is taken in as it comes, none is left out;
 * only the drawing waits for the pace of the page.
 */
export function useAccountFeed(): void {
  const userId = useStore(session)?.owner.userId;
  useEffect(() => {
    if (!userId) {
      return;
    }
    const feed = new AccountFeed();
    const leave = stream().follow(ACCOUNT, { onMessage: (message) => feed.take(message) });
    // Without them only the chart lacks marks of older fills.
    latestFills().then(feed.addFills, () => undefined);
    return () => {
      leave();
      feed.close();
    };
  }, [userId]);
}

export function useAccount(): Account | null {
  return useStore(account);
}

/** Exported for its test. */
export class AccountFeed {
  #current: Account | null = null;
  #older: readonly OwnFill[] = [];
  #isClosed = false;
  #reload: ReturnType<typeof setTimeout> | undefined;

  take(message: TopicMessage): void {
    if (message.type === 'snapshot') {
      this.#current = begun(message as unknown as Snapshot, this.#current);
      this.#reloadHistory();
    } else if (message.type === 'update' && this.#current) {
      const { events } = message as TopicMessage & { events: AccountEvent[] };
      const outcome = applied(this.#current, events);
      if (outcome.kind === 'gap') {
        stream().resync(ACCOUNT);
        return;
      }
      const before = this.#current.orders;
      this.#current = outcome.account;
      this.#tell(outcome.events, { ...outcome.account.orders, ...before });
    }
    pace.mark(this.#show);
  }

  /** Fills of before the account was followed. */
  readonly addFills = (fills: readonly OwnFill[]): void => {
    if (!this.#isClosed) {
      this.#older = fills;
      pace.mark(this.#show);
    }
  };

  close(): void {
    clearTimeout(this.#reload);
    this.#isClosed = true;
    account.set(null);
    ownOrders.set([]);
    ownFills.set([]);
    queries.removeQueries({ queryKey: ['account'] });
  }

  #tell(events: AccountEvent[], orders: OrdersById): void {
    for (const event of events) {
      const notice = noticeOf(event, orders[event.order_id ?? '']);
      if (notice) {
        tell(notice);
      }
    }
    if (events.some(({ type }) => ENDS.has(type))) {
      this.#reloadHistory();
    }
  }

  /** What the tables of orders and fills show has changed; asked for at most once a second. */
  #reloadHistory(): void {
    this.#reload ??= setTimeout(() => {
      this.#reload = undefined;
      queries.invalidateQueries({ queryKey: ['account'] });
    }, HISTORY_MILLIS);
  }

  readonly #show = (): void => {
    if (this.#isClosed || !this.#current) {
      return;
    }
    if (this.#older.length > 0) {
      this.#current = withFills(this.#current, this.#older);
      this.#older = [];
    }
    const { orders, fills } = this.#current;
    account.set(this.#current);
    ownOrders.set(Object.values(orders).map(shown));
    ownFills.set(
      fills.toReversed().map(({ sequence, ...fill }) => ({ ...fill, id: `${sequence}` })),
    );
  };
}

const ENDS = new Set(['order_filled', 'order_ended', 'order_rejected', 'order_amended']);

function shown(order: OwnOrder) {
  const { id, symbol, side, order_type, price, stop_price, triggered, remaining } = order;
  return {
    id,
    symbol,
    side,
    orderType: order_type,
    price,
    stopPrice: triggered ? null : stop_price,
    remaining,
  };
}
