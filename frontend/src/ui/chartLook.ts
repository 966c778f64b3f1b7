import { ColorType, type DeepPartial, type TimeChartOptions } from 'lightweight-charts';

/** A colour variable of the page as it is now, with some of its strength. */
export function colorOf(variable: string, strength = 1): string {
  const color = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  return strength === 1 ? color : `${color}${alpha(strength)}`;
}

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
    timeScale: { borderColor: colorOf('--line'), timeVisible: true, secondsVisible: false },
  };
}

/** As the end of a "#rrggbb" colour. */
function alpha(strength: number): string {
  return Math.round(strength * 255)
    .toString(16)
    .padStart(2, '0');
}
