import { describe, expect, it } from 'vitest';
import { detailsOf, type OrderStory, queueShares, type StoryEvent, titleOf } from './story';

const event = (values: Partial<StoryEvent>): StoryEvent => ({
  sequence: '7',
  time: '2026-11-22T10:00:00.000Z',
  what: 'ACCEPTED',
  ...values,
});

describe('an event of an order', () => {
  it('tells who stood before it', () => {
    const rested = event({
      price: '100.5',
      quantity: '2',
      orders_ahead: '3',
      quantity_ahead: '1.2',
    });

    expect(detailsOf(rested, 'BTC', 'USD')).toEqual([
      '2 BTC at 100.5 USD',
      'behind 3 orders with 1.2 BTC',
    ]);
    expect(detailsOf(event({ orders_ahead: '0', quantity_ahead: '0' }), 'BTC', 'USD')).toEqual([
      'first in the queue of its price',
    ]);
  });

  it('tells who ended it and what was left', () => {
    const ended = event({
      what: 'ENDED',
      by: 'owner',
      quantity: '2',
      text: 'its owner canceled it',
    });

    expect(titleOf(ended)).toBe('Ended by you');
    expect(detailsOf(ended, 'BTC', 'USD')).toEqual([
      '2 BTC were left of it',
      'its owner canceled it',
    ]);
  });
});

describe('the queue before an order', () => {
  const story = (traded_ahead: string, left_ahead: string, quantity_ahead: string) =>
    ({ queue: { traded_ahead, left_ahead, quantity_ahead, orders_ahead: '1' } }) as OrderStory;

  it('is told in shares', () => {
    expect(queueShares(story('1', '0.5', '0.5'))).toEqual({ traded: 50, left: 25, ahead: 25 });
  });

  it('is none when nobody stood there', () => {
    expect(queueShares(story('0', '0', '0'))).toBeNull();
  });
});
