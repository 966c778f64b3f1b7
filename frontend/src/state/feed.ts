import { useEffect } from 'react';
import type { Book } from '../api/types';
import { type Connection, FeedSocket } from '../stream/feedSocket';
import type { FeedMessage } from '../stream/messages';
import { throttled } from '../stream/throttle';
import { notify } from './notices';
import { accessToken } from './session';
import { Store } from './store';

/** A person reads no faster than this; a faster book only costs battery. */
const BOOK_MILLIS = 100;
const ORDERS_MILLIS = 300;

/** The default market's book as the socket last sent it; null while nothing has come. */
export const liveBook = new Store<Book | null>(null);
export const connection = new Store<Connection>('connecting');
/** Rises when something happened to an own order, and when the line is back after a cut. */
export const ordersChanged = new Store(0);

export function tellOrdersChanged(): void {
  ordersChanged.set(ordersChanged.get() + 1);
}

/** Keeps the socket open while the component is shown. */
export function useFeed(isLoggedIn: boolean): void {
  useEffect(() => {
    if (!isLoggedIn) {
      return;
    }
    const book = throttled(BOOK_MILLIS, liveBook.set.bind(liveBook));
    const orders = throttled(ORDERS_MILLIS, tellOrdersChanged);

    function onMessage(message: FeedMessage): void {
      if (message.kind === 'book') {
        book.push(message.book);
      } else if (message.kind === 'order') {
        notify(orderNotice(message));
        orders.push(undefined);
      }
    }

    function onConnection(now: Connection): void {
      connection.set(now);
      if (now === 'live') {
        orders.push(undefined);
      } else {
        // What was pushed before the cut may be long past: the book is asked for again.
        book.cancel();
        liveBook.set(null);
      }
    }

    const socket = new FeedSocket(accessToken, { onConnection, onMessage });
    return () => {
      socket.close();
      book.cancel();
      orders.cancel();
      liveBook.set(null);
      connection.set('connecting');
    };
  }, [isLoggedIn]);
}

function orderNotice(order: Extract<FeedMessage, { kind: 'order' }>): string {
  switch (order.status) {
    case 'filled':
      return `Order filled: the last ${order.filled}.`;
    case 'partially_filled':
      return `Order partly filled: ${order.filled}, ${order.remaining} to go.`;
    case 'cancelled':
      return `Order canceled, ${order.remaining} not filled.`;
  }
}
