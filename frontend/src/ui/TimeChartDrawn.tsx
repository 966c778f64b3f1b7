import {
  AreaSeries,
  createChart,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { useStore } from '../state/store';
import { shownTheme } from '../state/theme';
import { chartLook } from './chartLook';
import { colorOf } from './colors';
import type { TimeChartProps, TimePoint } from './TimeChart';

/** In lower charts the logo would hide the line: their page names the library itself. */
const LOGO_HEIGHT = 150;

type Series = ISeriesApi<'Line' | 'Area'>;

/** The part of TimeChart that needs the drawing library. */
export default function TimeChartDrawn(props: TimeChartProps) {
  const { lines, format, height = 180, isArea = false } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<IChartApi | null>(null);
  const series = useRef(new Map<string, Series>());
  const theme = useStore(shownTheme);

  useEffect(() => {
    if (!place.current) {
      return;
    }
    const made = createChart(place.current, {
      autoSize: true,
      handleScroll: false,
      handleScale: false,
    });
    chart.current = made;
    const drawn = series.current;
    return () => {
      drawn.clear();
      chart.current = null;
      made.remove();
    };
  }, []);

  useEffect(() => {
    const look = chartLook();
    chart.current?.applyOptions({
      ...look,
      layout: { ...look.layout, attributionLogo: height >= LOGO_HEIGHT },
      ...(format ? { localization: { priceFormatter: format } } : {}),
    });
    for (const [key, each] of series.current) {
      each.applyOptions(lineLook(lines.find((line) => line.key === key)?.color, isArea));
    }
  }, [theme, format, height]);

  useEffect(() => {
    const made = chart.current;
    if (!made) {
      return;
    }
    for (const [key, each] of series.current) {
      if (!lines.some((line) => line.key === key)) {
        made.removeSeries(each);
        series.current.delete(key);
      }
    }
    for (const { key, title, points, color } of lines) {
      let each = series.current.get(key);
      if (!each) {
        const look = { ...lineLook(color, isArea), title: lines.length > 1 ? title : '' };
        each = (
          isArea ? made.addSeries(AreaSeries, look) : made.addSeries(LineSeries, look)
        ) as Series;
        series.current.set(key, each);
      }
      each.setData(points.map(drawnPoint));
    }
    made.timeScale().fitContent();
  }, [lines, isArea]);

  return <div ref={place} style={{ height }} />;
}

function drawnPoint({ time, value }: TimePoint) {
  const at = time as UTCTimestamp;
  return value === null ? { time: at } : { time: at, value };
}

function lineLook(color = '--accent', isArea: boolean) {
  const line = colorOf(color);
  const look = { lineWidth: 2 as const, priceLineVisible: false };
  return isArea
    ? { ...look, lineColor: line, topColor: colorOf(color, 0.25), bottomColor: colorOf(color, 0) }
    : { ...look, color: line };
}
