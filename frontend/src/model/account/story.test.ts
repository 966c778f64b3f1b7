import { expect, test } from 'vitest';
import { type Story, storyLines } from './story';

type Event = Story['events'][number];

test.each<[Partial<Event>, string]>([
  [{ what: 'ACCEPTED' }, 'The market took it.'],
  [
    { what: 'ACCEPTED', price: '1000', orders_ahead: '1', quantity_ahead: '2' },
    'The market took it into the book at 1,000, behind 1 order of 2 together.',
  ],
  [
    { what: 'RESTED', price: '1000', orders_ahead: '2', quantity_ahead: '1.5' },
    'It came to rest in the book at 1,000, behind 2 orders of 1.5 together.',
  ],
  [
    { what: 'RESTED', price: '1000', orders_ahead: '0', quantity_ahead: '0' },
    'It came to rest in the book at 1,000, first at its price.',
  ],
  [
    { what: 'TRADED', price: '1000', quantity: '0.5', role: 'maker' },
    'It traded 0.5 at 1,000 as maker.',
  ],
  [{ what: 'AMENDED', price: '999', quantity: '2' }, 'It was changed to 999, 2.'],
  [
    { what: 'ENDED', by: 'owner', reason: 'USER_CANCELED' },
    'It ended by its owner: user canceled.',
  ],
  [
    { what: 'ENDED', by: 'admin', text: 'Canceled by hand.' },
    'It ended by an admin: Canceled by hand.',
  ],
  [{ what: 'REFUSED', reason: 'MARKET_HALTED' }, 'The market refused it: market halted.'],
])('%j is told as %s', (event, text) => {
  const events = [{ sequence: '7', time: 't', ...event }] as Event[];

  expect(storyLines({ events } as Story)).toEqual([{ key: '0 7', time: 't', text }]);
});
