import { lazy, Suspense } from 'react';

/** Null: nothing is known of that time, which takes its place all the same. */
export type TimePoint = { time: number; value: number | null };
export type TimeLine = {
  key: string;
  title: string;
  points: readonly TimePoint[];
  /** The name of a colour variable of the page, such as "--accent". */
  color?: string;
};

export type TimeChartProps = {
  /** What the chart shows, in words, for those who do not see it. */
  label: string;
  lines: readonly TimeLine[];
  /** Times in seconds since 1970; values as drawn. */
  format?: (value: number) => string;
  height?: number;
  isArea?: boolean;
};

const Drawn = lazy(() => import('./TimeChartDrawn'));

/** Values over time as lines. The drawing library comes when the first chart is shown. */
export function TimeChart(props: TimeChartProps) {
  const { height = 180 } = props;
  return (
    <figure className="time-chart" aria-label={props.label}>
      <p className="hidden">{summary(props)}</p>
      <Suspense fallback={<div className="skeleton" style={{ height }} />}>
        <Drawn {...props} height={height} />
      </Suspense>
    </figure>
  );
}

function summary({ lines, format = String }: TimeChartProps): string {
  return lines
    .map(({ title, points }) => {
      const values = points.flatMap(({ value }) => value ?? []);
      const last = values.at(-1);
      return last === undefined
        ? `${title}: no values.`
        : `${title}: now ${format(last)}, between ${format(Math.min(...values))} and ${format(Math.max(...values))}.`;
    })
    .join(' ');
}
