import { display, glance } from '../../../model/decimal';
import { displayTime } from '../../../model/time';
import type { TapeTrade } from '../../../state/marketFeeds';
import { element, setClass, textNode, write } from '../../../ui/live';

const ROW_PIXELS = 20;

/**
 * The rows of the tape without React: a busy market replaces all of them ten times a second. Only
 * those in sight are there, written anew where they differ.
 */
export class TapeRows {
  readonly #room: HTMLElement;
  readonly #body: HTMLElement;
  readonly #decimals: number;
  readonly #resize = new ResizeObserver(() => this.#measure());
  readonly #rows: TradeRow[] = [];
  #trades: readonly TapeTrade[] = [];
  #top = 0;
  #height = 0;

  constructor(room: HTMLElement, body: HTMLElement, decimals: number) {
    this.#room = room;
    this.#body = body;
    this.#decimals = decimals;
    this.#resize.observe(room);
    room.addEventListener('scroll', this.#measure);
    this.#measure();
  }

  show(trades: readonly TapeTrade[]): void {
    this.#trades = trades;
    this.#draw();
  }

  close(): void {
    this.#resize.disconnect();
    this.#room.removeEventListener('scroll', this.#measure);
    this.#body.replaceChildren();
  }

  readonly #measure = (): void => {
    this.#top = this.#room.scrollTop;
    this.#height = this.#room.clientHeight;
    this.#draw();
  };

  #draw(): void {
    const all = this.#trades.length;
    const fitting = Math.ceil(this.#height / ROW_PIXELS) + 1;
    const first = Math.max(0, Math.min(Math.floor(this.#top / ROW_PIXELS), all - fitting));
    const count = Math.min(fitting, all - first);
    while (this.#rows.length < count) {
      const row = new TradeRow(this.#decimals);
      this.#rows.push(row);
      this.#body.append(row.element);
    }
    for (const row of this.#rows.splice(count)) {
      row.element.remove();
    }
    this.#body.style.height = `${all * ROW_PIXELS}px`;
    this.#body.style.paddingTop = `${first * ROW_PIXELS}px`;
    this.#rows.forEach((row, at) => {
      const trade = this.#trades[first + at];
      if (trade) {
        row.show(trade);
      }
    });
  }
}

class TradeRow {
  readonly element: HTMLElement;
  readonly #decimals: number;
  readonly #cell = element('td');
  readonly #arrow = textNode();
  readonly #word = textNode();
  readonly #price = textNode();
  readonly #quantity = textNode();
  readonly #time = textNode();
  #shown: TapeTrade | null = null;

  constructor(decimals: number) {
    this.#decimals = decimals;
    this.#cell.append(
      element('span', { 'aria-hidden': 'true' }, this.#arrow),
      element('span', { class: 'hidden' }, this.#word),
      this.#price,
    );
    const quantity = element('td', {}, this.#quantity);
    // The whole of what is cut is told when it is pointed at; until then it costs nothing.
    quantity.addEventListener('pointerenter', () => {
      quantity.title = this.#shown?.quantity ?? '';
    });
    const time = element('td', { class: 'soft' }, this.#time);
    this.element = element('tr', {}, this.#cell, quantity, time);
  }

  show(trade: TapeTrade): void {
    if (trade === this.#shown) {
      return;
    }
    this.#shown = trade;
    const isBuy = trade.side === 'BUY';
    setClass(this.#cell, isBuy ? 'bid' : 'ask');
    write(this.#arrow, isBuy ? '▲ ' : '▼ ');
    write(this.#word, isBuy ? 'Bought at ' : 'Sold at ');
    write(this.#price, display(trade.price, this.#decimals));
    write(this.#quantity, glance(trade.quantity));
    write(this.#time, clock(trade.time));
  }
}

let clockSecond = '';
let clockText = '';

/** Neighbours are mostly of the same second, whose text is made once. */
function clock(iso: string): string {
  const second = iso.slice(0, 19);
  if (second !== clockSecond) {
    clockSecond = second;
    clockText = displayTime(iso);
  }
  return clockText;
}
