import { crc32 } from '../model/crc32';
import { Scale } from '../model/scale';
import { Levels } from './levels';
import type { TopicMessage } from './topics';

type Level = readonly [price: string, quantity: string];

export type DepthMessage = TopicMessage & {
  bids: readonly Level[];
  asks: readonly Level[];
  checksum: number;
};

const CHECKED_LEVELS = 10;

/**
 * A market's book, made of a snapshot and the updates that follow it, in whole ticks and lots. That
 * nothing is missing between them is seen to by the stream; the checksum proves the result.
 */
export class Book {
  readonly bids = new Levels('bids');
  readonly asks = new Levels('asks');
  readonly ticks: Scale;
  readonly lots: Scale;

  constructor(tickSize: string, lotSize: string) {
    this.ticks = new Scale(tickSize);
    this.lots = new Scale(lotSize);
  }

  /** Says whether the book is now what the exchange has. */
  apply(message: DepthMessage): boolean {
    if (message.type === 'snapshot') {
      this.bids.clear();
      this.asks.clear();
    }
    this.#set(this.bids, message.bids);
    this.#set(this.asks, message.asks);
    return this.checksum() === message.checksum;
  }

  checksum(): number {
    const parts: string[] = [];
    for (let at = 0; at < CHECKED_LEVELS; at += 1) {
      for (const side of [this.bids, this.asks]) {
        const price = side.prices[at];
        if (price !== undefined) {
          parts.push(this.ticks.text(price), this.lots.text(side.lotsAt(price)));
        }
      }
    }
    return crc32(parts.join(':'));
  }

  #set(side: Levels, levels: readonly Level[]): void {
    for (const [price, quantity] of levels) {
      side.set(this.ticks.steps(price), this.lots.steps(quantity));
    }
  }
}
