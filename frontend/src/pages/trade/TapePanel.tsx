import { useQuery } from '@tanstack/react-query';
import { memo, useState } from 'react';
import { call } from '../../api/http';
import type { Market } from '../../api/types';
import { cut, decimalsOf, display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { type TapeTrade, useTape } from '../../state/marketFeeds';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';

const QUANTITY_DECIMALS_MAX = 5;
const SHOWN = 60;
const NONE: readonly TapeTrade[] = [];

/** The last trades of everybody. Stands still while the pointer is on it. */
export function TapePanel({ market }: { market: Market }) {
  const { value: trades, isResyncing } = useTape(market.symbol);
  const [held, setHeld] = useState<readonly TapeTrade[] | null>(null);
  const past = usePastTrades(market.symbol);
  const shown = withPast(held ?? trades ?? [], past).slice(0, SHOWN);
  const decimals = decimalsOf(market.tick_size);
  return (
    <Panel
      title="Trades"
      className="tape"
      isLoading={!trades}
      isEmpty={trades !== null && shown.length === 0}
      empty="No trades yet. The first one will show up here."
      aside={
        held ? (
          <Badge tone="warn">Paused</Badge>
        ) : isResyncing && trades ? (
          <Badge>Resyncing</Badge>
        ) : null
      }
    >
      <section
        className="scroll"
        aria-label="Last trades, newest first"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that arrow keys can scroll it
        tabIndex={0}
        onPointerEnter={() => setHeld(trades)}
        onPointerLeave={() => setHeld(null)}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Price ({market.quote})</th>
              <th scope="col">Quantity ({market.base})</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trade) => (
              <TradeRow key={trade.engine_trade_id} trade={trade} decimals={decimals} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

/** The stream begins with what the server has in memory, which is little after its restart. */
function usePastTrades(symbol: string): readonly TapeTrade[] {
  const { data } = useQuery({
    queryKey: ['trades', symbol],
    queryFn: () =>
      call('get', '/api/v1/markets/{symbol}/trades', {
        params: { symbol },
        query: { limit: SHOWN },
      }),
    staleTime: 0,
  });
  return (data ?? NONE) as readonly TapeTrade[];
}

/** Both newest first; only what is older than the stream's oldest is added. */
function withPast(live: readonly TapeTrade[], past: readonly TapeTrade[]): readonly TapeTrade[] {
  const oldest = live.at(-1)?.engine_trade_id ?? Number.POSITIVE_INFINITY;
  return [...live, ...past.filter((trade) => trade.engine_trade_id < oldest)];
}

const TradeRow = memo(({ trade, decimals }: { trade: TapeTrade; decimals: number }) => {
  const { price, quantity, side, time } = trade;
  const isBuy = side === 'BUY';
  const shown = cut(quantity, QUANTITY_DECIMALS_MAX);
  return (
    <tr>
      <td className={isBuy ? 'bid' : 'ask'} title={isBuy ? 'Bought' : 'Sold'}>
        <span aria-hidden="true">{isBuy ? '▲' : '▼'}</span>{' '}
        <span className="hidden">{isBuy ? 'Bought at' : 'Sold at'}</span>
        {display(price, decimals)}
      </td>
      <td title={quantity}>{display(shown === '0' ? quantity : shown)}</td>
      <td className="soft">{displayTime(time)}</td>
    </tr>
  );
});
TradeRow.displayName = 'TradeRow';
