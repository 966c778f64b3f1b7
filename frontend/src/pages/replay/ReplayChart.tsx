import { lazy, Suspense } from 'react';
import type { Market } from '../../api/types';
import type { Bar } from '../../model/bars';
import { display } from '../../model/decimal';
import type { OrderStory } from '../../model/story';
import { Waiting } from '../../ui/Panel';

export type ReplayChartProps = {
  market: Market;
  /** Of a minute each, up to the moment. */
  bars: readonly Bar[];
  /** How many minutes a drawn candle has. */
  minutes: number;
  /** The order whose price and trades are marked. */
  story: OrderStory | null;
};

const Drawn = lazy(() => import('./ReplayChartDrawn'));

/** Candles up to the moment, nothing of what came later. */
export function ReplayChart(props: ReplayChartProps) {
  const last = props.bars.at(-1);
  return (
    <figure className="replay-chart" aria-label={`Candles of ${props.market.symbol}`}>
      <p className="hidden">
        {last ? `The last price is ${display(String(last.close))}.` : 'Nothing was traded yet.'}
      </p>
      <Suspense fallback={<Waiting problem={null} />}>
        <Drawn {...props} />
      </Suspense>
    </figure>
  );
}
