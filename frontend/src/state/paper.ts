import { useQuery } from '@tanstack/react-query';
import { call } from '../api/http';
import { callAsOwner } from './owned';

/** Whether accounts are on paper here: then one can try, and take more from the faucet. */
export function useIsOnPaper(): boolean {
  const { data } = useQuery({
    queryKey: ['paper'],
    queryFn: () => call('get', '/api/v1/auth/paper'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.available ?? false;
}

export async function takeFromFaucet(asset: string) {
  return callAsOwner('post', '/api/v1/account/faucet', { body: { asset } });
}
