import { toast } from 'sonner';
import { grouped, type Notice, TOLD_A_SECOND_MAX } from '../model/account/notices';
import { Store } from './store';

const KEPT = 100;
const SECOND_MILLIS = 1_000;

/** What was told of the own account, the newest first. */
export const notices = new Store<readonly Notice[]>([]);
/** Told since the list was looked at. */
export const unread = new Store(0);

/** Says for a moment what just happened; read out by screen readers. */
export function notify(text: string): void {
  toast(text);
}

/** Something went wrong that was asked for on this page. */
export function warn(title: string, text: string): void {
  toast.error(title, { description: text });
}

let shownAt: number[] = [];
let waiting: Notice[] = [];
let flush: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps a notice in the list and shows it for a moment. When more come in a second than a person
 * can read, the rest of that second is shown as one.
 */
export function tell(notice: Notice): void {
  notices.set([notice, ...notices.get()].slice(0, KEPT));
  unread.set(unread.get() + 1);
  const now = Date.now();
  shownAt = shownAt.filter((at) => now - at < SECOND_MILLIS);
  if (flush === undefined && shownAt.length < TOLD_A_SECOND_MAX) {
    shownAt.push(now);
    show(notice);
    return;
  }
  waiting.push(notice);
  flush ??= setTimeout(showWaiting, SECOND_MILLIS);
}

export function forgetNotices(): void {
  notices.set([]);
  unread.set(0);
}

function showWaiting(): void {
  flush = undefined;
  const due = waiting;
  waiting = [];
  const [only] = due;
  if (only) {
    shownAt.push(Date.now());
    show(due.length === 1 ? only : grouped(due));
  }
}

function show({ title, text, tone }: Notice): void {
  const options = { description: text };
  switch (tone) {
    case 'good':
      toast.success(title, options);
      break;
    case 'bad':
      toast.error(title, options);
      break;
    case 'plain':
      toast(title, options);
  }
}
