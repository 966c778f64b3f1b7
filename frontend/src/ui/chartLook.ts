import {
  ColorType,
  type DeepPartial,
  TickMarkType,
  type Time,
  type TimeChartOptions,
} from 'lightweight-charts';
import { colorOf } from './colors';

/** Ground, text and lines of a chart in the colours of the page. */
export function chartLook(): DeepPartial<TimeChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colorOf('--panel') },
      textColor: colorOf('--soft'),
      fontSize: 11,
      fontFamily: getComputedStyle(document.body).fontFamily,
      attributionLogo: true,
      panes: { separatorColor: colorOf('--line') },
    },
    grid: {
      vertLines: { color: colorOf('--grid') },
      horzLines: { color: colorOf('--grid') },
    },
    rightPriceScale: { borderColor: colorOf('--line') },
    timeScale: {
      borderColor: colorOf('--line'),
      timeVisible: true,
      secondsVisible: false,
      tickMarkFormatter: markOf,
    },
  };
}

/** Marks below the chart in the reader's own time zone. */
function markOf(time: Time, type: TickMarkType): string {
  return FORMATS[type].format(new Date(Number(time) * 1_000));
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const FORMATS: Record<TickMarkType, Intl.DateTimeFormat> = {
  [TickMarkType.Year]: new Intl.DateTimeFormat(undefined, { year: 'numeric' }),
  [TickMarkType.Month]: new Intl.DateTimeFormat(undefined, { month: 'short' }),
  [TickMarkType.DayOfMonth]: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' }),
  [TickMarkType.Time]: new Intl.DateTimeFormat(undefined, CLOCK),
  [TickMarkType.TimeWithSeconds]: new Intl.DateTimeFormat(undefined, {
    ...CLOCK,
    second: '2-digit',
  }),
};
