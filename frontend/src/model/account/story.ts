import type { components } from '../../api/schema';
import { display } from '../decimal';
import type { Exact } from '../exactJson';

export type Story = Exact<components['schemas']['OrderStory']>;
type Event = Story['events'][number];

export type StoryLine = { key: string; time: string; text: string };

/** What happened to an order, a sentence each. */
export function storyLines({ events }: Story): StoryLine[] {
  return events.map((event, index) => ({
    key: `${index} ${event.sequence}`,
    time: event.time,
    text: textOf(event),
  }));
}

function textOf(event: Event): string {
  const { what } = event;
  switch (what) {
    case 'ACCEPTED':
      return `The market took it${rested(event)}.`;
    case 'REFUSED':
      return `The market refused it${because(event)}.`;
    case 'TRIGGERED':
      return `Its stop price was reached${at(event)}.`;
    case 'TRAILED':
      return `Its stop price followed the market${to(event)}.`;
    case 'TRADED':
      return `It traded ${amount(event)}${at(event)}${role(event)}.`;
    case 'RESTED':
      return `It came to rest in the book${at(event)}${behind(event)}.`;
    case 'REFILLED':
      return `It showed its next part${behind(event)}.`;
    case 'PREVENTED':
      return `A trade with an own order was prevented${because(event)}.`;
    case 'AMENDED':
      return `It was changed${to(event)}${event.quantity ? `, ${amount(event)}` : ''}.`;
    case 'AMEND_REFUSED':
      return `A change of it was refused${because(event)}.`;
    case 'CANCEL_REFUSED':
      return `A cancel of it was refused${because(event)}.`;
    case 'ENDED':
      return `It ended${by(event)}${because(event)}.`;
  }
}

/** What nobody met comes to rest at once. */
function rested(event: Event): string {
  return event.orders_ahead === undefined ? '' : ` into the book${at(event)}${behind(event)}`;
}

function amount({ quantity }: Event): string {
  return quantity ? display(quantity) : 'a part';
}

function at({ price }: Event): string {
  return price ? ` at ${display(price)}` : '';
}

function to({ price }: Event): string {
  return price ? ` to ${display(price)}` : '';
}

function role(event: Event): string {
  return event.role ? ` as ${event.role}` : '';
}

function behind({ orders_ahead: orders, quantity_ahead: quantity }: Event): string {
  if (orders === undefined || quantity === undefined) {
    return '';
  }
  return orders === '0'
    ? ', first at its price'
    : `, behind ${orders} ${orders === '1' ? 'order' : 'orders'} of ${display(quantity)} together`;
}

function by(event: Event): string {
  return event.by === undefined ? '' : ` by its ${event.by}`.replace('its admin', 'an admin');
}

function because({ text, reason }: Event): string {
  const told = text ?? reason?.toLowerCase().replaceAll('_', ' ');
  return told ? `: ${told.replace(/\.$/, '')}` : '';
}
