import { type IPriceLine, type ISeriesApi, LineStyle, type SeriesType } from 'lightweight-charts';
import { display } from '../../../model/decimal';
import type { Scale } from '../../../model/scale';
import type { OwnOrder } from '../../../state/ownOrders';
import { colorOf } from '../../../ui/colors';

type Line = { order: OwnOrder; line: IPriceLine };
type Drag = Line & { ticks: number };

const GRIP_PIXELS = 6;

/**
 * Own orders as lines across the prices. A line with a limit can be dragged to another price;
 * Escape lets go of it. Listens on the chart's element before the chart does, so that dragging a
 * line does not scroll.
 */
export class OrderLines {
  readonly #place: HTMLElement;
  readonly #series: ISeriesApi<SeriesType>;
  readonly #ticks: Scale;
  readonly #onMove: (order: OwnOrder, price: string) => void;
  #lines: Line[] = [];
  #drag: Drag | null = null;

  constructor(
    place: HTMLElement,
    series: ISeriesApi<SeriesType>,
    ticks: Scale,
    onMove: (order: OwnOrder, price: string) => void,
  ) {
    this.#place = place;
    this.#series = series;
    this.#ticks = ticks;
    this.#onMove = onMove;
    place.addEventListener('pointerdown', this.#grip, true);
    place.addEventListener('mousedown', this.#keepFromChart, true);
    place.addEventListener('touchstart', this.#keepFromChart, { capture: true, passive: false });
    place.addEventListener('pointermove', this.#move, true);
    place.addEventListener('pointerup', this.#drop, true);
    place.addEventListener('pointercancel', this.#letGo, true);
    addEventListener('keydown', this.#escape, true);
  }

  show(orders: readonly OwnOrder[]): void {
    this.#letGo();
    this.clear();
    for (const order of orders) {
      const price = order.stopPrice ?? order.price;
      if (price !== null) {
        const line = this.#series.createPriceLine({
          price: Number(price),
          color: colorOf(order.side === 'BUY' ? '--bid' : '--ask'),
          lineWidth: 1,
          lineStyle: order.stopPrice ? LineStyle.Dotted : LineStyle.Dashed,
          axisLabelVisible: true,
          title: titleOf(order),
        });
        this.#lines.push({ order, line });
      }
    }
  }

  clear(): void {
    for (const { line } of this.#lines) {
      this.#series.removePriceLine(line);
    }
    this.#lines = [];
  }

  close(): void {
    removeEventListener('keydown', this.#escape, true);
  }

  readonly #grip = (event: PointerEvent): void => {
    const line = this.#lineAt(event);
    if (line) {
      this.#drag = { ...line, ticks: this.#ticks.steps(line.order.price ?? '0') };
      this.#place.setPointerCapture(event.pointerId);
    }
  };

  readonly #keepFromChart = (event: Event): void => {
    if (this.#drag) {
      event.stopPropagation();
      event.preventDefault();
    }
  };

  readonly #move = (event: PointerEvent): void => {
    if (!this.#drag) {
      this.#place.style.cursor = this.#lineAt(event) ? 'ns-resize' : '';
      return;
    }
    event.stopPropagation();
    const price = this.#series.coordinateToPrice(this.#heightOf(event));
    if (price !== null && price > 0) {
      const step = Number(this.#ticks.text(1));
      this.#drag.ticks = Math.max(1, Math.round(price / step));
      this.#drag.line.applyOptions({ price: this.#drag.ticks * step });
    }
  };

  readonly #drop = (): void => {
    const drag = this.#drag;
    this.#drag = null;
    if (drag) {
      const price = this.#ticks.text(drag.ticks);
      if (drag.ticks !== this.#ticks.steps(drag.order.price ?? '0')) {
        this.#onMove(drag.order, price);
      }
    }
  };

  readonly #letGo = (): void => {
    if (this.#drag) {
      this.#drag.line.applyOptions({ price: Number(this.#drag.order.price) });
      this.#drag = null;
    }
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      this.#letGo();
    }
  };

  #lineAt(event: PointerEvent): Line | undefined {
    const height = this.#heightOf(event);
    return this.#lines.find(({ order }) => {
      const at = this.#series.priceToCoordinate(Number(order.price));
      return order.stopPrice === null && at !== null && Math.abs(at - height) <= GRIP_PIXELS;
    });
  }

  #heightOf({ clientY }: PointerEvent): number {
    return clientY - this.#place.getBoundingClientRect().top;
  }
}

function titleOf({ side, remaining, stopPrice }: OwnOrder): string {
  return `${stopPrice ? 'Stop ' : ''}${side === 'BUY' ? 'Buy' : 'Sell'} ${display(remaining)}`;
}
