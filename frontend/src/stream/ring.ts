/** The last so many of what was added, newest first when read. */
export class Ring<T> {
  readonly #max: number;
  #items: T[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** Oldest first, as the exchange tells it. */
  add(items: readonly T[]): void {
    this.#items.push(...items.slice(-this.#max));
    if (this.#items.length > this.#max * 2) {
      this.#items = this.#items.slice(-this.#max);
    }
  }

  clear(): void {
    this.#items = [];
  }

  newestFirst(): T[] {
    return this.#items.slice(-this.#max).reverse();
  }
}
