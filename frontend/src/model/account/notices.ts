import { compare, display } from '../decimal';
import type { AccountEvent, OwnOrder } from './events';

export type Tone = 'good' | 'bad' | 'plain';

/** What is worth telling of an event: a headline and what it is about. */
export type Notice = { title: string; text: string; tone: Tone; time: string; sequence: number };

const REASONS: Record<string, string> = {
  IOC_REMAINDER: 'met nobody more within its limit',
  MARKET_REMAINDER: 'met nobody more within reach',
  SELF_TRADE: 'would have traded with an own order',
  ADMIN_CANCELED: 'was canceled by an operator',
  MARKET_DELISTED: 'ended with its market',
  EXPIRED: 'reached its end',
  FOK_NOT_FILLABLE: 'could not be filled in full',
  MARKET_HALTED: 'ended because the market was halted',
  ONE_CANCELS_OTHER: 'ended because the other of its list came first',
  TOO_MANY_FILLS: 'had traded 1,000 times',
};

/** Why an order ended, in words that follow "it"; nothing when its owner ended it. */
export function reasonText(reason: string | null | undefined): string {
  if (!reason || reason === 'USER_CANCELED') {
    return '';
  }
  return REASONS[reason] ?? words(reason);
}

/**
 * What to tell of an event, or null for those that only prepare another.
 *
 * @param order the order it is about, as it was known before
 */
export function noticeOf(event: AccountEvent, order?: OwnOrder): Notice | null {
  const told = toldOf(withTerms(event, order));
  return told && { ...told, time: event.time, sequence: event.sequence };
}

/** An event names what it changes; the rest of the order is known from before. */
function withTerms(event: AccountEvent, order: OwnOrder | undefined): AccountEvent {
  const price = event.price ?? order?.price;
  const quantity = event.quantity ?? order?.remaining;
  return { ...event, ...(price && { price }), ...(quantity && quantity !== '0' && { quantity }) };
}

type Told = Pick<Notice, 'title' | 'text' | 'tone'>;

function toldOf(event: AccountEvent): Told | null {
  switch (event.type) {
    case 'order_accepted':
      return event.resting ? plain('Order is in the book', whatOf(event)) : null;
    case 'order_filled': {
      const isAll = event.status === 'FILLED';
      const title = isAll ? 'Order filled' : 'Order partly filled';
      return { title, text: whatOf(event), tone: 'good' };
    }
    case 'order_triggered':
      return plain('Stop price reached', whatOf(event));
    case 'order_amended':
      return plain('Order changed', whatOf(event));
    case 'order_ended':
      return event.status === 'FILLED' || event.replaced_by ? null : ended(event);
    case 'order_rejected':
      return bad('Order refused', event);
    case 'amend_refused':
      return bad('Order not changed', event);
    case 'cancel_timer_reached':
      return plain('All orders are being canceled', 'A timer of this account was reached.');
    case 'deposit':
    case 'transfer_received':
      return { title: 'Funds received', text: received(event), tone: 'good' };
    case 'freeze_set':
      return event.frozen
        ? { title: 'Account frozen', text: 'No orders can be placed.', tone: 'bad' }
        : plain('Account no longer frozen', 'Orders can be placed again.');
    default:
      return null;
  }
}

function plain(title: string, text: string): Told {
  return { title, text, tone: 'plain' };
}

function bad(title: string, event: AccountEvent): Told {
  return { title, text: `${whatOf(event)}: ${words(event.reason ?? '')}`, tone: 'bad' };
}

function ended(event: AccountEvent): Told {
  const why = reasonText(event.reason);
  return plain('Order canceled', why ? `${whatOf(event)}: ${why}` : whatOf(event));
}

function whatOf({ side, quantity, symbol, price }: AccountEvent): string {
  const much = quantity ? ` ${display(quantity)}` : '';
  const at = price ? ` at ${display(price)}` : '';
  return `${side === 'SELL' ? 'Sell' : 'Buy'}${much} ${symbol ?? ''}${at}`;
}

function received({ changes }: AccountEvent): string {
  return changes
    .filter(({ available }) => compare(available, '0') > 0)
    .map(({ asset, available }) => `${display(available)} ${asset}`)
    .join(', ');
}

function words(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

export const TOLD_A_SECOND_MAX = 3;

/** Several notices of one moment as one. */
export function grouped(notices: readonly Notice[]): Notice {
  const counts = new Map<string, number>();
  for (const { title } of notices) {
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const newest = notices.at(-1);
  return {
    title: `${notices.length} things happened to your orders`,
    text: [...counts].map(([title, count]) => `${count} × ${title.toLowerCase()}`).join(', '),
    tone: notices.some(({ tone }) => tone === 'bad') ? 'bad' : 'plain',
    time: newest?.time ?? '',
    sequence: newest?.sequence ?? 0,
  };
}
