import { lazy, Suspense, useState } from 'react';
import type { Market } from '../../../api/types';
import { INTERVAL_SECONDS, type Interval } from '../../../model/candle';
import { useCandles } from '../../../state/candles';
import { usePreferences } from '../../../state/preferences';
import { Badge } from '../../../ui/Badge';
import { ErrorBoundary } from '../../../ui/ErrorBoundary';
import { Panel, Waiting } from '../../../ui/Panel';
import { Tabs } from '../../../ui/Tabs';
import { ChartTools } from './ChartTools';
import { DepthChart } from './DepthChart';

const CandleChart = lazy(() => import('./CandleChart'));

/** What the price did, or how deep the book is. */
export function ChartPanel({ market }: { market: Market }) {
  const [shown, setShown] = useState<'price' | 'depth'>('price');
  return (
    <Panel title="Chart" className="chart-panel" isTitleHidden>
      <Tabs
        label="Kind of chart"
        value={shown}
        onChange={setShown}
        aside={shown === 'price' ? <ChartTools /> : null}
        tabs={[
          { key: 'price', title: 'Chart', content: <Price market={market} /> },
          { key: 'depth', title: 'Depth', content: <DepthChart market={market} /> },
        ]}
      />
    </Panel>
  );
}

function Price({ market }: { market: Market }) {
  const { chartInterval, chartStyle, indicators } = usePreferences();
  const interval = isInterval(chartInterval) ? chartInterval : '1m';
  const { candles, state, isResyncing, loadOlder } = useCandles(market.symbol, interval);
  if (candles.length === 0 && (state.isLoading || state.problem)) {
    const { problem = null, retry } = state;
    return <Waiting problem={problem} {...(retry ? { retry } : {})} />;
  }
  if (candles.length === 0) {
    return <p className="empty">No trades yet. The chart begins with the first one.</p>;
  }
  return (
    <ErrorBoundary what="The chart">
      <Suspense fallback={<Waiting problem={null} />}>
        <CandleChart
          {...{ market, interval, candles, loadOlder }}
          style={chartStyle}
          chosen={indicators}
        />
      </Suspense>
      {isResyncing && (
        <span className="chart-note">
          <Badge tone="warn">Resyncing</Badge>
        </span>
      )}
    </ErrorBoundary>
  );
}

function isInterval(text: string): text is Interval {
  return text in INTERVAL_SECONDS;
}
