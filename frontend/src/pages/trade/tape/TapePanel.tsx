import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../../api/http';
import type { Market } from '../../../api/types';
import { decimalsOf } from '../../../model/decimal';
import { type FollowedTopic, usePicked } from '../../../state/followed';
import { type TapeTrade, tapeOf } from '../../../state/marketFeeds';
import { useOwnFills } from '../../../state/ownOrders';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { Panel } from '../../../ui/Panel';
import { TapeRows } from './TapeRows';

const SHOWN = 60;
const NONE: readonly TapeTrade[] = [];
const EMPTY = 'No trades yet. The first one will show up here.';
const EMPTY_MINE = 'None of your orders has traded in this market yet.';

/** The last trades of everybody, or the own. Stands still while the pointer is on it. */
export function TapePanel({ market }: { market: Market }) {
  const tape = tapeOf(market.symbol);
  const isLoading = usePicked(tape, ({ value }) => value === null);
  const isResyncing = usePicked(tape, (seen) => seen.isResyncing);
  const hasLive = usePicked(tape, ({ value }) => (value?.length ?? 0) > 0);
  const isLoggedIn = useStore(session) !== null;
  const past = usePastTrades(market.symbol);
  const mine = useMine(market.symbol);
  const [isMine, setIsMine] = useState(false);
  const [isHeld, setIsHeld] = useState(false);
  const isEmpty = isMine ? mine.length === 0 : !hasLive && past.length === 0;
  return (
    <Panel
      title="Trades"
      className="tape"
      isLoading={isLoading}
      isEmpty={!isLoading && isEmpty}
      empty={isMine ? EMPTY_MINE : EMPTY}
      aside={
        <span className="tape-tools">
          {isHeld && !isMine && <Badge tone="warn">Paused</Badge>}
          {!isHeld && isResyncing && !isLoading && <Badge>Resyncing</Badge>}
          {isLoggedIn && (
            <Button
              look="bare"
              isSmall
              aria-pressed={isMine}
              title="Only trades of your own orders"
              onClick={() => setIsMine(!isMine)}
            >
              Mine
            </Button>
          )}
        </span>
      }
    >
      <Tape
        market={market}
        tape={tape}
        past={past}
        mine={isMine ? mine : null}
        onHold={setIsHeld}
      />
    </Panel>
  );
}

type TapeProps = {
  market: Market;
  tape: FollowedTopic<readonly TapeTrade[]>;
  past: readonly TapeTrade[];
  /** Shown instead of everybody's. */
  mine: readonly TapeTrade[] | null;
  onHold: (isHeld: boolean) => void;
};

function Tape({ market, tape, past, mine, onHold }: TapeProps) {
  const room = useRef<HTMLElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [rows, setRows] = useState<TapeRows | null>(null);
  const [isHeld, setIsHeld] = useState(false);
  const decimals = decimalsOf(market.tick_size);

  useEffect(() => {
    if (!room.current || !body.current) {
      return;
    }
    const made = new TapeRows(room.current, body.current, decimals);
    setRows(made);
    return () => made.close();
  }, [decimals]);

  useEffect(() => {
    if (mine || isHeld) {
      if (mine) {
        rows?.show(mine);
      }
      return;
    }
    const draw = () => rows?.show(withPast(tape.get().value ?? NONE, past).slice(0, SHOWN));
    draw();
    return tape.watch(draw);
  }, [rows, tape, past, mine, isHeld]);

  const hold = (isHolding: boolean) => {
    setIsHeld(isHolding);
    onHold(isHolding);
  };
  return (
    <section
      className="scroll"
      ref={room}
      aria-label="Last trades, newest first"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: so that arrow keys can scroll it
      tabIndex={0}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Price ({market.quote})</th>
            <th scope="col">Quantity ({market.base})</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody ref={body} />
      </table>
    </section>
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

/** The own fills of the market, newest first; the side is that of the own order. */
function useMine(symbol: string): readonly TapeTrade[] {
  const fills = useOwnFills(symbol);
  return useMemo(
    () =>
      fills
        .map((fill, at) => ({ ...fill, engine_trade_id: at }))
        .reverse()
        .slice(0, SHOWN),
    [fills],
  );
}
