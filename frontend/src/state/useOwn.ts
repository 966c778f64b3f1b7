import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { problemText } from '../api/problem';
import type { PathWith, Success } from '../api/types';
import { notify } from './notices';
import { callAsOwner } from './owned';
import { session } from './session';

type Query = Record<string, string | number | boolean | undefined>;

/** The key of an answer that belongs to who is logged in: nobody else may see it afterwards. */
export function ownKey(path: string, query: Query = {}) {
  return ['own', session.get()?.owner.userId ?? '', path, query] as const;
}

/** What a route says to who is logged in; asked again when one comes back to the page. */
export function useOwn<P extends PathWith<'get'>>(
  path: P,
  query: Query = {},
  options: { refetchInterval?: number; enabled?: boolean } = {},
) {
  return useQuery<Success<P, 'get'>>({
    queryKey: ownKey(path, query),
    queryFn: () => callAsOwner('get', path, { query }),
    placeholderData: keepPreviousData,
    ...options,
  });
}

/** Something that is done for who is logged in; then all own answers are asked for anew. */
export function useOwnDeed<V, T>(deed: (value: V) => Promise<T>, done: string | null = null) {
  const queries = useQueryClient();
  return useMutation<T, Error, V>({
    mutationFn: deed,
    onSuccess: () => {
      if (done) {
        notify(done);
      }
      return queries.invalidateQueries({ queryKey: ['own'] });
    },
    onError: (thrown) => notify(problemText(thrown)),
  });
}
