import { useState } from 'react';
import type { Market, Trade } from '../../api/types';
import { decimalsOf, display } from '../../model/decimal';
import { perCent } from '../../model/perCent';
import { displayTime } from '../../model/time';
import { useRecentTrades } from '../../state/market';
import { useMarkets } from '../../state/markets';
import { panelState } from '../../state/queries';
import { useUserNames } from '../../state/userNames';
import { Badge, type Tone } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { Panel } from '../../ui/Panel';
import { Select } from '../../ui/Select';
import { HaltAllDialog } from './HaltAllDialog';
import { NewMarketDialog } from './NewMarketDialog';

import { RulesDialog } from './RulesDialog';
import { StateDialog } from './StateDialog';

const TONES: Record<Market['status'], Tone> = {
  OPEN: 'good',
  HALTED: 'bad',
  CANCEL_ONLY: 'warn',
  POST_ONLY: 'warn',
  AUCTION: 'accent',
  DELISTED: 'plain',
};

type Asked = { what: 'state' | 'rules'; market: Market } | { what: 'new' | 'halt' } | null;

/** All markets, what state they are in, and the last trades with both parties. */
export function MarketsPage() {
  const markets = useMarkets();
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const columns: Column<Market>[] = [
    {
      key: 'symbol',
      title: 'Market',
      isText: true,
      cell: ({ symbol }) => <strong>{symbol}</strong>,
    },
    { key: 'state', title: 'State', isText: true, cell: (market) => <State market={market} /> },
    { key: 'tick', title: 'Tick', isMinor: true, cell: ({ tick_size }) => tick_size },
    { key: 'lot', title: 'Lot', isMinor: true, cell: ({ lot_size }) => lot_size },
    {
      key: 'fees',
      title: 'Maker / taker',
      isMinor: true,
      cell: ({ maker_fee, taker_fee }) => `${perCent(maker_fee)} / ${perCent(taker_fee)}`,
    },
    { key: 'collar', title: 'Collar', isMinor: true, cell: ({ collar }) => perCent(collar) },
    {
      key: 'notional',
      title: 'Least order',
      isMinor: true,
      cell: ({ min_notional, quote }) => `${display(min_notional)} ${quote}`,
    },
    {
      key: 'do',
      title: <span className="hidden">Actions</span>,
      cell: (market) => (
        <span className="row-actions">
          <Button
            isSmall
            disabled={market.status === 'DELISTED'}
            onClick={() => setAsked({ what: 'state', market })}
          >
            State<span className="hidden"> of {market.symbol}</span>
          </Button>
          <Button isSmall onClick={() => setAsked({ what: 'rules', market })}>
            Rules<span className="hidden"> of {market.symbol}</span>
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <Panel
        title="Markets"
        {...panelState(markets)}
        aside={
          <span className="row-actions">
            <Button isSmall onClick={() => setAsked({ what: 'new' })}>
              New market
            </Button>
            <Button isSmall look="danger" onClick={() => setAsked({ what: 'halt' })}>
              Halt all
            </Button>
          </span>
        }
      >
        <DataTable
          label="Markets"
          columns={columns}
          rows={markets.data ?? []}
          rowKey={({ symbol }) => symbol}
        />
      </Panel>
      <LastTrades markets={markets.data ?? []} />
      {asked?.what === 'state' && <StateDialog market={asked.market} onClose={close} />}
      {asked?.what === 'rules' && <RulesDialog market={asked.market} onClose={close} />}
      {asked?.what === 'new' && <NewMarketDialog onClose={close} />}
      {asked?.what === 'halt' && <HaltAllDialog onClose={close} />}
    </>
  );
}

function State({ market: { status, status_reason } }: { market: Market }) {
  return (
    <>
      <Badge tone={TONES[status]}>{status.toLowerCase().replace('_', ' ')}</Badge>{' '}
      <span className="soft">{status === 'OPEN' ? '' : status_reason}</span>
    </>
  );
}

function LastTrades({ markets }: { markets: readonly Market[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const market = markets.find(({ symbol }) => symbol === chosen) ?? markets[0];
  return market ? (
    <TradesOf key={market.symbol} market={market} markets={markets} onChoose={setChosen} />
  ) : null;
}

type TradesProps = {
  market: Market;
  markets: readonly Market[];
  onChoose: (symbol: string) => void;
};

function TradesOf({ market, markets, onChoose }: TradesProps) {
  const trades = useRecentTrades(market.symbol);
  const nameOf = useUserNames();
  const who = (id: string | null | undefined) => (id ? <span title={id}>{nameOf(id)}</span> : '–');
  const decimals = decimalsOf(market.tick_size);
  const columns: Column<Trade>[] = [
    { key: 'number', title: 'Number', isText: true, cell: (trade) => trade.engine_trade_id },
    { key: 'time', title: 'Time', isText: true, cell: ({ ts }) => displayTime(ts) },
    {
      key: 'price',
      title: `Price (${market.quote})`,
      cell: ({ price }) => display(price, decimals),
    },
    {
      key: 'quantity',
      title: `Quantity (${market.base})`,
      cell: ({ quantity }) => display(quantity),
    },
    { key: 'buyer', title: 'Buyer', isText: true, cell: (trade) => who(trade.buy_user_id) },
    { key: 'seller', title: 'Seller', isText: true, cell: (trade) => who(trade.sell_user_id) },
  ];
  return (
    <Panel
      title="Last trades"
      className="trades"
      isLoading={!trades.value && !trades.problem}
      problem={trades.problem}
      isStale={trades.value !== null && trades.problem !== null}
      retry={trades.reload}
      aside={
        <Select
          label="Market of the trades"
          isLabelHidden
          texts={markets.map(({ symbol }) => [symbol, symbol] as const)}
          value={market.symbol}
          onChange={onChoose}
        />
      }
    >
      <DataTable
        label="Last trades"
        columns={columns}
        rows={trades.value ?? []}
        rowKey={({ id }) => id}
        empty="No trades yet."
      />
    </Panel>
  );
}
