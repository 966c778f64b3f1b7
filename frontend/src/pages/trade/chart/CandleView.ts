import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  type LogicalRange,
  PriceScaleMode,
  type SeriesType,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Candle } from '../../../model/candle';
import { fillMarks } from '../../../model/fillMarks';
import { Scale } from '../../../model/scale';
import type { OwnFill, OwnOrder } from '../../../state/ownOrders';
import { chartLook } from '../../../ui/chartLook';
import { colorOf } from '../../../ui/colors';
import { OrderLines } from './OrderLines';
import { StudyLines } from './StudyLines';
import { bring } from './seriesData';

export type CandleListener = {
  /** The candle under the crosshair; null when it is elsewhere. */
  onPoint: (candle: Candle | null) => void;
  /** Somebody scrolled near the first candle. */
  onNearStart: () => void;
  onMoveOrder: (order: OwnOrder, price: string) => void;
};

type Volume = { time: number; value: number; color: string };

export type CandleStyle = 'candles' | 'line';

const NEAR_BARS = 30;
const SHOWN_BARS = 120;

/** A chart of candles without React: what is handed in is drawn, the last candle cheaply. */
export class CandleView {
  readonly #chart: IChartApi;
  readonly #main: ISeriesApi<SeriesType>;
  readonly #volume: ISeriesApi<'Histogram'>;
  readonly #studies: StudyLines;
  readonly #orders: OrderLines;
  readonly #markers: ReturnType<typeof createSeriesMarkers<Time>>;
  readonly #style: CandleStyle;
  readonly #listener: CandleListener;
  #candles: readonly Candle[] = [];
  #volumes: readonly Volume[] = [];
  /** Asking the page for a colour takes long, so it is done once. */
  #volumeColors = { up: '', down: '' };
  #isLogarithmic = false;

  constructor(place: HTMLElement, style: CandleStyle, tickSize: string, listener: CandleListener) {
    const ticks = new Scale(tickSize);
    const priceFormat = {
      type: 'price' as const,
      precision: ticks.decimals,
      minMove: Number(tickSize),
    };
    this.#style = style;
    this.#listener = listener;
    this.#chart = createChart(place, { autoSize: true, ...chartLook(), localization: LOCAL_TIME });
    this.#main =
      style === 'candles'
        ? this.#chart.addSeries(CandlestickSeries, { priceFormat })
        : this.#chart.addSeries(LineSeries, { priceFormat, lineWidth: 2 });
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: '',
      priceFormat: { type: 'volume' },
      priceLineVisible: false,
      lastValueVisible: false,
    });
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.#main.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.#studies = new StudyLines(this.#chart);
    this.#orders = new OrderLines(place, this.#main, ticks, listener.onMoveOrder);
    this.#markers = createSeriesMarkers(this.#main, []);
    this.#chart.subscribeCrosshairMove(({ time }) =>
      listener.onPoint(this.#candles.find((candle) => candle.time === time) ?? null),
    );
    this.#chart.timeScale().subscribeVisibleLogicalRangeChange(this.#scrolled);
    this.recolor();
  }

  show(candles: readonly Candle[], chosen: readonly string[]): void {
    const before = this.#candles;
    const added = before[0] ? candles.findIndex(({ time }) => time === before[0]?.time) : 0;
    const range = this.#chart.timeScale().getVisibleLogicalRange();
    bring<{ time: number }>(this.#main, this.#points(before), this.#points(candles));
    const volumes = chosen.includes('volume') ? candles.map(this.#volumeOf) : [];
    bring(this.#volume, this.#volumes, volumes);
    this.#studies.show(chosen, candles);
    this.#scale(chosen.includes('log'));
    this.#candles = candles;
    this.#volumes = volumes;
    if (before.length === 0 && candles.length > 0) {
      this.#chart
        .timeScale()
        .setVisibleLogicalRange({ from: candles.length - SHOWN_BARS, to: candles.length + 5 });
    } else if (added > 0 && range) {
      // Older candles came in front: what was looked at stays where it was.
      this.#chart
        .timeScale()
        .setVisibleLogicalRange({ from: range.from + added, to: range.to + added });
    }
  }

  showOrders(orders: readonly OwnOrder[]): void {
    this.#orders.show(orders);
  }

  /** The fills of a side in a candle as one mark at it. */
  showFills(fills: readonly OwnFill[], seconds: number): void {
    const first = this.#candles[0]?.time ?? Number.POSITIVE_INFINITY;
    const marks = fillMarks(fills, seconds).filter(({ time }) => time >= first);
    this.#markers.setMarkers(
      marks.map(({ key, time, side, count }) => ({
        id: key,
        time: time as UTCTimestamp,
        position: side === 'BUY' ? ('belowBar' as const) : ('aboveBar' as const),
        shape: side === 'BUY' ? ('arrowUp' as const) : ('arrowDown' as const),
        color: colorOf(side === 'BUY' ? '--bid' : '--ask'),
        text: `${side === 'BUY' ? 'B' : 'S'}${count > 1 ? ` ×${count}` : ''}`,
      })),
    );
  }

  recolor(): void {
    const [bid, ask] = [colorOf('--bid'), colorOf('--ask')];
    this.#chart.applyOptions(chartLook());
    this.#main.applyOptions(
      this.#style === 'candles'
        ? {
            upColor: bid,
            wickUpColor: bid,
            downColor: ask,
            wickDownColor: ask,
            borderVisible: false,
          }
        : { color: colorOf('--accent') },
    );
    this.#studies.recolor();
    this.#volumeColors = { up: colorOf('--bid', 0.35), down: colorOf('--ask', 0.35) };
    if (this.#volumes.length > 0) {
      const volumes = this.#candles.map(this.#volumeOf);
      bring(this.#volume, [], volumes);
      this.#volumes = volumes;
    }
  }

  close(): void {
    this.#orders.close();
    this.#chart.remove();
  }

  readonly #scrolled = (range: LogicalRange | null): void => {
    if (range && range.from < NEAR_BARS && this.#candles.length > 0) {
      this.#listener.onNearStart();
    }
  };

  readonly #volumeOf = ({ time, open, close, volume }: Candle): Volume => {
    const { up, down } = this.#volumeColors;
    return { time, value: volume, color: close >= open ? up : down };
  };

  /** Only when it differs: the library draws everything anew. */
  #scale(isLogarithmic: boolean): void {
    if (isLogarithmic !== this.#isLogarithmic) {
      this.#isLogarithmic = isLogarithmic;
      this.#main.priceScale().applyOptions({
        mode: isLogarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal,
      });
    }
  }

  #points(candles: readonly Candle[]) {
    return this.#style === 'candles'
      ? candles
      : candles.map(({ time, close }) => ({ time, value: close }));
  }
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Times of the crosshair in the reader's own time zone. */
const LOCAL_TIME = {
  timeFormatter: (time: Time) => MOMENT.format(new Date(Number(time) * 1_000)),
};
