import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../../api/http';
import type { Market } from '../../api/types';
import { type Bar, barOf, busiest } from '../../model/bars';
import { dayOf, isDay, momentOf, spanOf } from '../../model/replay';
import { useMarket, useMarkets } from '../../state/markets';
import { panelState } from '../../state/queries';
import { Waiting } from '../../ui/Panel';
import { NotFoundPage } from '../shell/NotFoundPage';
import { ReplayBar } from './ReplayBar';
import { ReplayView } from './ReplayView';
import './replay.css';

const DAY_MILLIS = 86_400_000;
const HALF_DAY_MILLIS = DAY_MILLIS / 2;

/** A market's day, at any moment of it: the address names the market, the day and the moment. */
export default function ReplayPage() {
  const markets = useMarkets();
  const market = useMarket();
  if (!markets.data) {
    const { problem = null, retry } = panelState(markets);
    return <Waiting problem={problem} {...(retry ? { retry } : {})} />;
  }
  return market ? <ReplayOf key={market.symbol} market={market} /> : <NotFoundPage />;
}

function ReplayOf({ market }: { market: Market }) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  // Where "now" ends is found once: the day does not grow while one looks at it.
  const now = useMemo(() => Date.now(), []);
  const asked = momentOf(search.get('at'));
  const named = search.get('day') ?? '';
  const day = isDay(named) ? named : dayOf(Math.min(asked ?? now, now));
  const minutes = useMinutes(market.symbol, day, now);
  const go = (symbol: string, to: string) => navigate(`/replay/${symbol}?day=${to}`);

  useEffect(() => {
    document.title = `${market.symbol} on ${day} · Exchange`;
  }, [market.symbol, day]);

  const bar = <ReplayBar market={market} day={day} today={dayOf(now)} onGo={go} />;
  if (!minutes.data) {
    const { problem = null, retry } = panelState(minutes);
    return (
      <main className="replay" id="main">
        {bar}
        <Waiting problem={problem} {...(retry ? { retry } : {})} />
      </main>
    );
  }
  const span = spanOf(day, now, minutes.data[0]?.start ?? null);
  const isInDay = asked !== null && dayOf(asked) === day;
  const at = isInDay ? asked : (busiest(minutes.data) ?? span.to);
  return (
    <main className="replay" id="main">
      {bar}
      <ReplayView key={day} market={market} minutes={minutes.data} span={span} at={at} />
    </main>
  );
}

/** A day's candles of a minute each: more than one answer holds, so they come in halves. */
function useMinutes(symbol: string, day: string, now: number) {
  return useQuery({
    queryKey: ['minutes', symbol, day],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Bar[]> => {
      const begin = Date.parse(`${day}T00:00:00Z`);
      const halves = [begin, begin + HALF_DAY_MILLIS].filter((start) => start < now);
      const answers = await Promise.all(
        halves.map((start) =>
          call('get', '/api/v1/markets/{symbol}/candles', {
            params: { symbol },
            query: {
              interval: '1m',
              start: new Date(start).toISOString(),
              end: new Date(start + HALF_DAY_MILLIS).toISOString(),
              limit: 720,
            },
          }),
        ),
      );
      return answers.flat().map(barOf);
    },
  });
}
