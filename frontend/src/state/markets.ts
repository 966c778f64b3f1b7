import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { call } from '../api/http';
import type { Market } from '../api/types';
import { usePreferences } from './preferences';

const MARKETS_MILLIS = 60_000;

/** All markets with their rules and states, in the exchange's order: the default one first. */
export function useMarkets() {
  return useQuery({
    queryKey: ['markets'],
    queryFn: () => call('get', '/api/v1/markets'),
    refetchInterval: MARKETS_MILLIS,
  });
}

/** The market that the address names, else the one looked at last, else the first. */
export function useMarket(): Market | undefined {
  const { data: markets } = useMarkets();
  const { symbol } = useParams();
  const { symbol: last } = usePreferences();
  const named = (wanted: string | null | undefined) =>
    markets?.find((market) => market.symbol === wanted);
  return symbol ? named(symbol) : (named(last) ?? markets?.[0]);
}
