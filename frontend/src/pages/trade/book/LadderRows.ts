import type { BookRow, BookView } from '../../../model/bookView';
import { display, glance } from '../../../model/decimal';
import type { Book } from '../../../stream/book';
import { element, setClass, textNode, write } from '../../../ui/live';

/** Where own orders rest, in ticks of the rows. */
export type OwnPrices = { bids: ReadonlySet<number>; asks: ReadonlySet<number> };

/**
 * The rows of a book without React: each known by its place, its texts written anew only where
 * they differ. A busy market changes them ten times a second.
 */
export class LadderRows {
  readonly #asks: SideRows;
  readonly #bids: SideRows;

  constructor(asks: HTMLElement, bids: HTMLElement) {
    this.#asks = new SideRows(asks, 'asks');
    this.#bids = new SideRows(bids, 'bids');
  }

  /** So many rows are always there, so that nothing jumps. */
  show(view: BookView, book: Book, own: OwnPrices, bidRows: number, askRows: number): void {
    this.#asks.show(view.asks, askRows, book, own.asks);
    this.#bids.show(view.bids, bidRows, book, own.bids);
  }

  /** The row that an element is in. */
  levelAt(target: Element): BookRow | null {
    const row = target.closest('tr');
    return row && (this.#asks.levelOf(row) ?? this.#bids.levelOf(row));
  }
}

class SideRows {
  readonly #body: HTMLElement;
  readonly #side: 'bids' | 'asks';
  /** Best first. */
  #rows: LevelRow[] = [];

  constructor(body: HTMLElement, side: 'bids' | 'asks') {
    this.#body = body;
    this.#side = side;
    body.replaceChildren();
  }

  show(levels: readonly BookRow[], count: number, book: Book, own: ReadonlySet<number>): void {
    if (count !== this.#rows.length) {
      this.#rows = Array.from({ length: count }, (_, place) => new LevelRow(place === 0));
      const elements = this.#rows.map((row) => row.element);
      this.#body.replaceChildren(...(this.#side === 'asks' ? elements.reverse() : elements));
    }
    this.#rows.forEach((row, place) => {
      const level = levels[place] ?? null;
      row.show(level, book, level !== null && own.has(level.price));
    });
  }

  levelOf(element: Element): BookRow | null {
    return this.#rows.find((row) => row.element === element)?.level ?? null;
  }
}

class LevelRow {
  readonly element: HTMLElement;
  level: BookRow | null = null;
  readonly #dot = element('span', {
    class: 'own-dot',
    role: 'img',
    'aria-label': 'Own order',
    title: 'Own order',
  });
  readonly #price = textNode();
  readonly #quantity = textNode();
  readonly #sum = textNode();
  #percent = -1;

  /** Only the best is a stop of the keyboard; arrows lead to the others. */
  constructor(isBest: boolean) {
    const button = (takes: string, title: string, text: Text) =>
      element(
        'button',
        {
          type: 'button',
          'data-takes': takes,
          title,
          tabindex: isBest && takes === 'price' ? '0' : '-1',
        },
        text,
      );
    this.#dot.hidden = true;
    this.element = element(
      'tr',
      { class: 'blank' },
      element('td', {}, this.#dot, button('price', 'Take this price', this.#price)),
      element('td', {}, button('sum', 'Take the sum up to here', this.#quantity)),
      element('td', {}, this.#sum),
    );
  }

  show(level: BookRow | null, { ticks, lots }: Book, isOwn: boolean): void {
    const before = this.level;
    this.level = level;
    setClass(this.element, level ? '' : 'blank');
    if (this.#dot.hidden === isOwn) {
      this.#dot.hidden = !isOwn;
    }
    const percent = level ? Math.round(level.share * 100) : 0;
    if (percent !== this.#percent) {
      this.#percent = percent;
      this.element.style.backgroundSize = `${percent}% 100%`;
    }
    if (!level) {
      return;
    }
    if (level.price !== before?.price) {
      write(this.#price, display(ticks.fixed(level.price)));
    }
    if (level.lots !== before?.lots) {
      write(this.#quantity, glance(lots.text(level.lots)));
    }
    if (level.total !== before?.total) {
      write(this.#sum, glance(lots.text(level.total)));
    }
  }
}
