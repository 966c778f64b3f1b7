import { useQuery } from '@tanstack/react-query';
import type { Market } from '../api/types';
import type { Rates } from '../model/ticket/estimate';
import { callAsOwner } from './owned';
import { session } from './session';
import { useStore } from './store';

const FRESH_MILLIS = 300_000;

/** What the account pays in a market; until that is known, and for guests, the market's rates. */
export function useRates(market: Market): Rates {
  const userId = useStore(session)?.owner.userId;
  const { data } = useQuery({
    queryKey: ['fees', userId],
    queryFn: () => callAsOwner('get', '/api/v1/account/fees'),
    enabled: userId !== undefined,
    staleTime: FRESH_MILLIS,
  });
  const own = data?.markets.find(({ symbol }) => symbol === market.symbol);
  return {
    maker: own?.maker_fee ?? market.maker_fee,
    taker: own?.taker_fee ?? market.taker_fee,
  };
}
