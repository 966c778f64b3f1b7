import { useQuery } from '@tanstack/react-query';
import { call } from '../api/http';

const FRESH_MILLIS = 300_000;

/** All assets with their scales, in the exchange's order; none before they are known. */
export function useAssets() {
  const { data } = useQuery({
    queryKey: ['assets'],
    queryFn: () => call('get', '/api/v1/assets'),
    staleTime: FRESH_MILLIS,
  });
  return data ?? [];
}
