import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { call } from '../api/http';
import {
  type Candle,
  drawn,
  INTERVAL_SECONDS,
  type Interval,
  merged,
  type ToldCandle,
} from '../model/candle';
import type { TopicMessage } from '../stream/topics';
import { useFollowed } from './followed';
import { panelState } from './queries';

const PAGE = 500;
const KEPT_LIVE = 600;

/** A market's candles: the newest page by REST, what happens since over the socket, and, when
 *  somebody scrolls back, page after page of what was before. */
export function useCandles(symbol: string, interval: Interval) {
  const seconds = INTERVAL_SECONDS[interval];
  const { value: live, isResyncing } = useLiveCandles(symbol, interval);
  const newest = useQuery({
    queryKey: ['candles', symbol, interval],
    queryFn: () => page(symbol, interval),
    staleTime: 30_000,
  });
  const { older, loadOlder } = useOlder(symbol, interval);
  const candles = useMemo(() => {
    const known = [...older, ...(newest.data ?? [])];
    return merged(known, live ?? [], seconds);
  }, [older, newest.data, live, seconds]);

  const first = candles[0];
  const load = useCallback(() => first && loadOlder(first.time), [first, loadOlder]);
  return { candles, state: panelState(newest), isResyncing, loadOlder: load };
}

function useLiveCandles(symbol: string, interval: Interval) {
  return useFollowed<readonly Candle[]>({ channel: 'candles', symbol, interval }, () => {
    let recent: readonly Candle[] = [];
    return {
      take: (message) => {
        const told = (message as TopicMessage & { candles: ToldCandle[] }).candles.map(drawn);
        recent = merged(recent, told, INTERVAL_SECONDS[interval]).slice(-KEPT_LIVE);
        return true;
      },
      show: () => recent,
    };
  });
}

type Older = { key: string; candles: readonly Candle[] };

function useOlder(symbol: string, interval: Interval) {
  const key = `${symbol} ${interval}`;
  const [kept, setKept] = useState<Older>({ key, candles: [] });
  const isBusy = useRef(false);
  const endOf = useRef<Record<string, boolean>>({});

  const loadOlder = useCallback(
    async (before: number) => {
      if (isBusy.current || endOf.current[key]) {
        return;
      }
      isBusy.current = true;
      try {
        const found = await page(symbol, interval, before);
        endOf.current[key] = found.length === 0;
        setKept((old) => ({
          key,
          candles: [...found, ...(old.key === key ? old.candles : [])],
        }));
      } catch {
        // The next scroll asks again.
      } finally {
        isBusy.current = false;
      }
    },
    [symbol, interval, key],
  );
  return { older: kept.key === key ? kept.candles : NONE, loadOlder };
}

const NONE: readonly Candle[] = [];

/** Without an end the newest: without a start the exchange gives those before the end. */
async function page(symbol: string, interval: Interval, before?: number): Promise<Candle[]> {
  const told = await call('get', '/api/v1/markets/{symbol}/candles', {
    params: { symbol },
    query: {
      interval,
      limit: PAGE,
      end: before === undefined ? undefined : new Date(before * 1_000).toISOString(),
    },
  });
  return told.map(drawn);
}
