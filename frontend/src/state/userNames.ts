import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callAsOwner } from './owned';

const FRESH_MILLIS = 60_000;
const USERS_MAX = 200;
const ID_LETTERS = 8;

/** For administrators: the email of a user by the id, of the newest users; else the id's begin. */
export function useUserNames(): (userId: string) => string {
  const { data } = useQuery({
    queryKey: ['users', 'names'],
    staleTime: FRESH_MILLIS,
    queryFn: () => callAsOwner('get', '/api/v1/admin/users', { query: { limit: USERS_MAX } }),
  });
  return useMemo(() => {
    const emails = new Map(data?.users.map(({ user_id, email }) => [user_id, email]));
    return (userId) => emails.get(userId) ?? `${userId.slice(0, ID_LETTERS)}…`;
  }, [data]);
}
