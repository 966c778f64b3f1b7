import { useMemo, useState } from 'react';
import type { Portfolio } from '../../api/types';
import { display } from '../../model/decimal';
import { chartPoints, type PortfolioLine } from '../../model/portfolio';
import { Choice } from '../../ui/Choice';
import { TimeChart } from '../../ui/TimeChart';

export type Period = Portfolio['period'];

const PERIODS: Record<Period, string> = { '1d': 'Day', '1w': 'Week', '1m': 'Month', all: 'All' };
const LINES: Record<PortfolioLine, string> = { value: 'Value', profit: 'Profit' };
const HEIGHT = 260;

type Props = { portfolio: Portfolio; period: Period; onPeriod: (period: Period) => void };

/** Value or profit over time. */
export function ValueChart({ portfolio, period, onPeriod }: Props) {
  const [line, setLine] = useState<PortfolioLine>('value');
  const { points, quote } = portfolio;
  const lines = useMemo(
    () => [{ key: line, title: LINES[line], points: chartPoints(points, line) }],
    [points, line],
  );
  return (
    <>
      <div className="panel-head">
        <Choice label="What" className="chips" texts={LINES} value={line} onChange={setLine} />
        <Choice
          label="Period"
          className="chips"
          texts={PERIODS}
          value={period}
          onChange={onPeriod}
        />
      </div>
      {points.length > 1 ? (
        <TimeChart
          label={`${LINES[line]} in ${quote}, ${PERIODS[period].toLowerCase()}`}
          lines={lines}
          format={drawn}
          height={HEIGHT}
          isArea={line === 'value'}
        />
      ) : (
        <p className="empty">The line begins with the next five minutes of this account.</p>
      )}
    </>
  );
}

function drawn(value: number): string {
  return display(value.toFixed(2));
}
