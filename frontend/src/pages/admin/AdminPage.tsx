import type { Market, Trade } from '../../api/types';
import { decimalsOf, display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { useRecentTrades } from '../../state/market';
import { useMarket } from '../../state/markets';
import { Panel, Stale, Waiting } from '../../ui/Panel';

/** For administrators: the market's last trades with both parties. */
export default function AdminPage() {
  const market = useMarket();
  return market ? <LastTrades market={market} /> : <Waiting problem={null} />;
}

function LastTrades({ market }: { market: Market }) {
  const trades = useRecentTrades(market.symbol);
  return (
    <main className="admin" id="main">
      <h1 className="hidden">Administration of {market.symbol}</h1>
      <Panel title="Last trades" className="trades">
        {trades.value ? (
          <>
            <Stale problem={trades.problem} />
            <Trades market={market} trades={trades.value} />
            {trades.value.length === 0 && <p className="empty">No trades yet.</p>}
          </>
        ) : (
          <Waiting problem={trades.problem} retry={trades.reload} />
        )}
      </Panel>
    </main>
  );
}

function Trades({ market, trades }: { market: Market; trades: Trade[] }) {
  const decimals = decimalsOf(market.tick_size);
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Time</th>
            <th scope="col">Price ({market.quote})</th>
            <th scope="col">Quantity ({market.base})</th>
            <th scope="col">Buyer</th>
            <th scope="col">Seller</th>
          </tr>
        </thead>
        <tbody>
          {trades.map((trade) => (
            <tr key={trade.id}>
              <td>{trade.engine_trade_id}</td>
              <td>{displayTime(trade.ts)}</td>
              <td>{display(trade.price, decimals)}</td>
              <td>{display(trade.quantity)}</td>
              <td className="id">{trade.buy_user_id ?? '–'}</td>
              <td className="id">{trade.sell_user_id ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
