import { Store } from './store';

export type Notice = { id: number; text: string };

const SHOWN_MAX = 3;
const SHOWN_MILLIS = 6_000;

/** The last things that happened to own orders, for a moment each. */
export const notices = new Store<Notice[]>([]);

let lastId = 0;

export function notify(text: string): void {
  lastId += 1;
  const id = lastId;
  notices.set([...notices.get(), { id, text }].slice(-SHOWN_MAX));
  setTimeout(() => dismiss(id), SHOWN_MILLIS);
}

export function dismiss(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}
