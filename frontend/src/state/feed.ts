import { useEffect } from 'react';
import { throttled } from '../stream/throttle';
import { Store } from './store';
import { stream } from './stream';

const ORDERS_MILLIS = 300;

/** Rises when something happened to the own account, and when the line is back after a cut. */
export const ordersChanged = new Store(0);

export function tellOrdersChanged(): void {
  ordersChanged.set(ordersChanged.get() + 1);
}

/** Follows the own account while the component is shown. */
export function useFeed(isLoggedIn: boolean): void {
  useEffect(() => {
    if (!isLoggedIn) {
      return;
    }
    const orders = throttled(ORDERS_MILLIS, tellOrdersChanged);
    const leave = stream().follow(
      { channel: 'account' },
      { onMessage: ({ type }) => type !== 'heartbeat' && orders.push(undefined) },
    );
    return () => {
      leave();
      orders.cancel();
    };
  }, [isLoggedIn]);
}
