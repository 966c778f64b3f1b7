import { type IChartApi, type ISeriesApi, LineSeries } from 'lightweight-charts';
import type { Candle } from '../../../model/candle';
import { colorOf } from '../../../ui/colors';
import { bring } from './seriesData';
import { STUDIES } from './studies';

type Point = { time: number; value?: number };
type Drawn = { series: ISeriesApi<'Line'>; color: string; points: readonly Point[] };

/** The chosen indicators of a chart. */
export class StudyLines {
  readonly #chart: IChartApi;
  readonly #drawn = new Map<string, Drawn>();

  constructor(chart: IChartApi) {
    this.#chart = chart;
  }

  show(chosen: readonly string[], candles: readonly Candle[]): void {
    const wanted = new Set<string>();
    for (const study of STUDIES.filter(({ key }) => chosen.includes(key))) {
      for (const { title, color, values } of study.lines(candles)) {
        wanted.add(title);
        const line = this.#drawn.get(title) ?? this.#add(title, color, study.isApart === true);
        const points = candles.map(({ time }, at) => pointOf(time, values[at] ?? null));
        bring(line.series, line.points, points);
        line.points = points;
      }
    }
    for (const [title, { series }] of this.#drawn) {
      if (!wanted.has(title)) {
        this.#chart.removeSeries(series);
        this.#drawn.delete(title);
      }
    }
  }

  recolor(): void {
    for (const { series, color } of this.#drawn.values()) {
      series.applyOptions({ color: colorOf(color) });
    }
  }

  #add(title: string, color: string, isApart: boolean): Drawn {
    const series = this.#chart.addSeries(
      LineSeries,
      {
        color: colorOf(color),
        lineWidth: 1,
        priceLineVisible: false,
        lastValueVisible: isApart,
        crosshairMarkerVisible: false,
        title: isApart ? title : '',
      },
      isApart ? 1 : 0,
    );
    if (isApart) {
      this.#chart.panes()[1]?.setHeight(90);
    }
    const made = { series, color, points: [] };
    this.#drawn.set(title, made);
    return made;
  }
}

function pointOf(time: number, value: number | null): Point {
  return value === null ? { time } : { time, value };
}
