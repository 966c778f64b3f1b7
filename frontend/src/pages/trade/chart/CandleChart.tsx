import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { problemText } from '../../../api/problem';
import type { Market } from '../../../api/types';
import { type Candle, INTERVAL_SECONDS, type Interval } from '../../../model/candle';
import { display } from '../../../model/decimal';
import { amendOrder } from '../../../state/amend';
import { notify } from '../../../state/notices';
import { type OwnOrder, useOwnFills, useOwnOrders } from '../../../state/ownOrders';
import { Store, useStore } from '../../../state/store';
import { shownTheme } from '../../../state/theme';
import { type CandleStyle, CandleView } from './CandleView';
import { Legend } from './Legend';

type Props = {
  market: Market;
  interval: Interval;
  style: CandleStyle;
  chosen: readonly string[];
  candles: readonly Candle[];
  loadOlder: () => void;
};

/** The candles with what is the own in them. The part of the chart that needs the library. */
export default function CandleChart(props: Props) {
  const { market, interval, style, chosen, candles, loadOlder } = props;
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<CandleView | null>(null);
  const [pointed] = useState(() => new Store<Candle | null>(null));
  const theme = useStore(shownTheme);
  const orders = useOwnOrders(market.symbol);
  const fills = useOwnFills(market.symbol);
  const latest = useRef({ loadOlder });
  useLayoutEffect(() => {
    latest.current = { loadOlder };
  });

  useEffect(() => {
    if (!place.current) {
      return;
    }
    const made = new CandleView(place.current, style, market.tick_size, {
      onPoint: (candle) => pointed.set(candle),
      onNearStart: () => latest.current.loadOlder(),
      onMoveOrder: (order, price) => moveOrder(made, order, price),
    });
    setView(made);
    return () => {
      setView(null);
      made.close();
    };
  }, [style, market.tick_size, interval, pointed]);

  useEffect(() => view?.show(candles, chosen), [view, candles, chosen]);
  useEffect(() => view?.showOrders(orders), [view, orders]);
  const first = candles[0]?.time;
  useEffect(
    () => view?.showFills(fills, INTERVAL_SECONDS[interval]),
    [view, fills, interval, first],
  );
  useEffect(() => view?.recolor(), [view, theme]);

  return (
    <figure className="chart" aria-label={`Chart of ${market.symbol}`}>
      <Summary market={market} interval={interval} candles={candles} />
      <Legend pointed={pointed} last={candles.at(-1) ?? null} tickSize={market.tick_size} />
      <div className="chart-place" ref={place} data-testid="chart" />
    </figure>
  );
}

async function moveOrder(view: CandleView, order: OwnOrder, price: string): Promise<void> {
  const name = `${order.side === 'BUY' ? 'Buy' : 'Sell'} order`;
  try {
    await amendOrder(order.id, { price });
    notify(`${name} moved to ${display(price)}.`);
  } catch (thrown) {
    notify(`${name} not moved: ${problemText(thrown)}`);
    view.showOrders([order]);
  }
}

type SummaryProps = Pick<Props, 'market' | 'interval' | 'candles'>;

/** In words, for who does not see the chart; told anew with each candle that begins. */
const Summary = memo(
  ({ market, interval, candles }: SummaryProps) => (
    <figcaption className="hidden">{summary(market, interval, candles)}</figcaption>
  ),
  (before, now) =>
    before.market === now.market &&
    before.interval === now.interval &&
    before.candles.at(-1)?.time === now.candles.at(-1)?.time,
);
Summary.displayName = 'Summary';

function summary({ symbol }: Market, interval: Interval, candles: readonly Candle[]): string {
  const last = candles.at(-1);
  if (!last) {
    return `${symbol} has no trades yet.`;
  }
  const shown = candles.slice(-120);
  const high = Math.max(...shown.map((candle) => candle.high));
  const low = Math.min(...shown.map((candle) => candle.low));
  return `${symbol} in candles of ${interval}: last ${last.close}; over the last ${shown.length} candles between ${low} and ${high}, beginning at ${shown[0]?.open}.`;
}
