import type { components } from '../api/schema';
import { add, compare, display, percent } from './decimal';
import type { Exact } from './exactJson';

export type OrderStory = Exact<components['schemas']['OrderStory']>;
export type StoryEvent = OrderStory['events'][number];

/** What became of the older orders of the same price, in shares of all that stood there. */
export type QueueShares = { traded: number; left: number; ahead: number };

const TITLES: Record<StoryEvent['what'], string> = {
  ACCEPTED: 'Taken by the market',
  REFUSED: 'Refused',
  TRIGGERED: 'Triggered',
  TRAILED: 'Stop moved along',
  TRADED: 'Traded',
  RESTED: 'Came to rest',
  REFILLED: 'Showed its next part',
  PREVENTED: 'Kept from trading with yourself',
  AMENDED: 'Changed',
  AMEND_REFUSED: 'Change refused',
  CANCEL_REFUSED: 'Cancel refused',
  ENDED: 'Ended',
};

const DECIDERS = { owner: 'by you', admin: 'by an admin', market: 'by the market’s rules' };

export function titleOf({ what, by }: StoryEvent): string {
  const decider = what === 'ENDED' && by && by !== 'market' ? ` ${DECIDERS[by]}` : '';
  return `${TITLES[what]}${decider}`;
}

/** All that is known of it besides the title, as short sentences. */
export function detailsOf(event: StoryEvent, base: string, quote: string): string[] {
  const details: string[] = [];
  const quantity = event.quantity && `${display(event.quantity)} ${base}`;
  const price = event.price && `${display(event.price)} ${quote}`;
  if (quantity && event.what === 'ENDED') {
    details.push(`${quantity} were left of it`);
  } else if (quantity || price) {
    details.push([quantity, price].filter(Boolean).join(' at '));
  }
  if (event.role) {
    details.push(event.role === 'maker' ? 'while it rested' : 'as it came');
  }
  if (event.text) {
    details.push(event.text);
  }
  if (event.orders_ahead !== undefined) {
    details.push(
      event.orders_ahead === '0'
        ? 'first in the queue of its price'
        : `behind ${ordersText(event.orders_ahead)} with ${display(event.quantity_ahead ?? '0')} ${base}`,
    );
  }
  return details;
}

/** Null when nobody stood before it. */
export function queueShares({ queue }: OrderStory): QueueShares | null {
  const all = add(add(queue.traded_ahead, queue.left_ahead), queue.quantity_ahead);
  if (compare(all, '0') === 0) {
    return null;
  }
  const traded = percent(queue.traded_ahead, all);
  const left = percent(queue.left_ahead, all);
  return { traded, left, ahead: 100 - traded - left };
}

/** How the story ends, for its head. */
export function outcomeOf({ order }: OrderStory): string {
  return order.status.toLowerCase().replaceAll('_', ' ');
}

function ordersText(count: string): string {
  return count === '1' ? 'one order' : `${count} orders`;
}
