import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { type Bar, grouped, MINUTE_MILLIS } from '../../model/bars';
import { decimalsOf } from '../../model/decimal';
import { useStore } from '../../state/store';
import { shownTheme } from '../../state/theme';
import { chartLook } from '../../ui/chartLook';
import { colorOf } from '../../ui/colors';
import type { ReplayChartProps } from './ReplayChart';
import { storyMarkers } from './storyMarkers';

type Drawn = {
  chart: IChartApi;
  candles: ISeriesApi<'Candlestick'>;
  volume: ISeriesApi<'Histogram'>;
  markers: ISeriesMarkersPluginApi<Time>;
  price: IPriceLine | null;
  /** What is in the series, to change only what is new. */
  shown: { first: number; count: number; minutes: number };
};

const IN_SIGHT_MIN = 30;
const IN_SIGHT_MAX = 110;
const AHEAD = 8;
/** With more new candles than this all are drawn anew. */
const UPDATES_MAX = 5;

/** The part of ReplayChart that needs the drawing library. */
export default function ReplayChartDrawn({ market, bars, minutes, story }: ReplayChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const theme = useStore(shownTheme);

  useEffect(() => {
    if (!place.current) {
      return;
    }
    const made = makeChart(place.current, decimalsOf(market.tick_size));
    drawn.current = made;
    return () => {
      drawn.current = null;
      made.chart.remove();
    };
  }, [market]);

  useEffect(() => {
    const { current } = drawn;
    if (current) {
      current.chart.applyOptions(look());
      current.candles.applyOptions(candleLook());
      current.shown.count = 0;
    }
  }, [theme, market]);

  useEffect(() => {
    if (drawn.current) {
      show(drawn.current, grouped(bars, minutes * MINUTE_MILLIS), minutes);
    }
  }, [bars, minutes, theme]);

  const last = bars.at(-1)?.start ?? 0;
  useEffect(() => {
    const { current } = drawn;
    if (!current) {
      return;
    }
    const colors = { bid: colorOf('--bid'), ask: colorOf('--ask'), soft: colorOf('--warn') };
    current.markers.setMarkers(story ? storyMarkers(story, last, minutes, colors) : []);
    if (current.price) {
      current.candles.removePriceLine(current.price);
      current.price = null;
    }
    if (story?.order.price) {
      current.price = current.candles.createPriceLine({
        price: Number(story.order.price),
        color: colorOf('--violet'),
        lineStyle: 2,
        title: 'your order',
      });
    }
  }, [story, last, minutes, theme]);

  return <div ref={place} className="replay-chart-drawn" />;
}

function makeChart(place: HTMLElement, precision: number): Drawn {
  const chart = createChart(place, {
    autoSize: true,
    ...look(),
  });
  const candles = chart.addSeries(CandlestickSeries, {
    ...candleLook(),
    priceFormat: { type: 'price', precision, minMove: 1 / 10 ** precision },
  });
  const volume = chart.addSeries(HistogramSeries, {
    priceFormat: { type: 'volume' },
    priceScaleId: '',
    lastValueVisible: false,
    priceLineVisible: false,
  });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.22 } });
  const markers = createSeriesMarkers(candles, []);
  const shown = { first: 0, count: 0, minutes: 0 };
  return { chart, candles, volume, markers, price: null, shown };
}

/** As every chart of the page, but with times in UTC as all of the replay: the library's own way. */
function look() {
  const common = chartLook();
  return { ...common, timeScale: { ...common.timeScale, tickMarkFormatter: () => null } };
}

function candleLook() {
  const up = colorOf('--bid');
  const down = colorOf('--ask');
  return {
    upColor: up,
    borderUpColor: up,
    wickUpColor: up,
    downColor: down,
    borderDownColor: down,
    wickDownColor: down,
  };
}

function show(drawn: Drawn, bars: readonly Bar[], minutes: number): void {
  const { shown, candles, volume, chart } = drawn;
  const first = bars[0]?.start ?? 0;
  const added = bars.length - shown.count;
  const isSame = shown.minutes === minutes && shown.first === first && shown.count > 0;
  if (isSame && added >= 0 && added <= UPDATES_MAX) {
    for (const bar of bars.slice(shown.count - 1)) {
      candles.update(candleOf(bar));
      volume.update(volumeOf(bar));
    }
  } else {
    candles.setData(bars.map(candleOf));
    volume.setData(bars.map(volumeOf));
  }
  if (!isSame || added !== 0) {
    const to = bars.length - 1 + AHEAD;
    const inSight = Math.min(Math.max(bars.length, IN_SIGHT_MIN), IN_SIGHT_MAX);
    chart.timeScale().setVisibleLogicalRange({ from: to - inSight, to });
  }
  drawn.shown = { first, count: bars.length, minutes };
}

function candleOf({ start, open, high, low, close }: Bar) {
  return { time: (start / 1_000) as UTCTimestamp, open, high, low, close };
}

function volumeOf({ start, open, close, volume }: Bar) {
  return {
    time: (start / 1_000) as UTCTimestamp,
    value: volume,
    color: colorOf(close >= open ? '--bid' : '--ask', 0.35),
  };
}
