/** The levels of one side of a book, best first: ticks and lots, whole numbers. */
export class Levels {
  readonly #direction: 1 | -1;
  readonly #lots = new Map<number, number>();
  /** Prices in ticks, ascending by direction, so best first. */
  readonly #prices: number[] = [];

  constructor(side: 'bids' | 'asks') {
    this.#direction = side === 'bids' ? -1 : 1;
  }

  get size(): number {
    return this.#prices.length;
  }

  /** From the best on; cheap to walk in part. */
  get prices(): readonly number[] {
    return this.#prices;
  }

  lotsAt(price: number): number {
    return this.#lots.get(price) ?? 0;
  }

  /** No lots: the level is gone. */
  set(price: number, lots: number): void {
    const isKnown = this.#lots.has(price);
    if (lots === 0) {
      if (isKnown) {
        this.#lots.delete(price);
        this.#prices.splice(this.#placeOf(price), 1);
      }
      return;
    }
    this.#lots.set(price, lots);
    if (!isKnown) {
      this.#prices.splice(this.#placeOf(price), 0, price);
    }
  }

  clear(): void {
    this.#lots.clear();
    this.#prices.length = 0;
  }

  /** Where the price stands, or would. */
  #placeOf(price: number): number {
    let low = 0;
    let high = this.#prices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (((this.#prices[middle] ?? 0) - price) * this.#direction < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
