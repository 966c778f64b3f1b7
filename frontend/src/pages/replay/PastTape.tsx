import { memo } from 'react';
import type { Market } from '../../api/types';
import { decimalsOf, display } from '../../model/decimal';
import { clockOf } from '../../model/replay';
import type { Deal } from '../../stream/replayLine';

type Props = {
  market: Market;
  deals: readonly Deal[];
  at: number;
  onGo: (at: number) => void;
};

const SHOWN = 60;

/** The last trades at that moment, newest first; each leads to its own moment. */
export function PastTape({ market, deals, at, onGo }: Props) {
  const decimals = decimalsOf(market.tick_size);
  if (deals.length === 0) {
    return <div className="empty">No trades yet at this moment.</div>;
  }
  return (
    <div className="scroll past-tape">
      <table aria-label="Trades up to this moment">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Price</th>
            <th scope="col">Quantity</th>
          </tr>
        </thead>
        <tbody>
          {deals.slice(0, SHOWN).map((deal) => (
            <DealRow
              key={deal.engine_trade_id}
              deal={deal}
              decimals={decimals}
              isNow={Date.parse(deal.time) === at}
              onGo={onGo}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { deal: Deal; decimals: number; isNow: boolean; onGo: (at: number) => void };

const DealRow = memo(function DealRow({ deal, decimals, isNow, onGo }: RowProps) {
  const isUp = deal.side === 'BUY';
  return (
    <tr className={isNow ? 'now' : undefined}>
      <td>
        <button type="button" onClick={() => onGo(Date.parse(deal.time))} title="Go to this trade">
          {clockOf(Date.parse(deal.time))}
        </button>
      </td>
      <td className={isUp ? 'bid' : 'ask'}>
        <span aria-hidden="true">{isUp ? '▲' : '▼'} </span>
        <span className="hidden">{isUp ? 'bought ' : 'sold '}</span>
        {display(deal.price, decimals)}
      </td>
      <td>{display(deal.quantity)}</td>
    </tr>
  );
});
