import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { Problem } from '../../api/problem';
import { callAsOwner } from '../../state/owned';
import { Field } from '../../ui/Field';

const TYPING_MILLIS = 250;
const SHOWN = 8;

type Props = {
  value: string;
  onChange: (typed: string) => void;
  problem: string | undefined;
};

/** Chooses an account by its email; whoever fits what is typed so far is offered. */
export function UserField({ value, onChange, problem }: Props) {
  const list = useId();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setTyped(value.trim()), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [value]);
  const { data } = useQuery({
    queryKey: ['users', 'offered', typed],
    queryFn: () => usersLike(typed),
    placeholderData: (before) => before,
  });
  return (
    <>
      <Field
        label="Email of the user"
        type="search"
        autoComplete="off"
        list={list}
        required
        value={value}
        problem={problem}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={list}>
        {data?.map(({ user_id, email, name }) => (
          <option key={user_id} value={email}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** The id of the account with this email; an id itself will do as well. */
export async function userIdOf(typed: string): Promise<string> {
  const wanted = typed.trim().toLowerCase();
  const users = await usersLike(wanted);
  const user = users.find(
    ({ email, user_id }) => email.toLowerCase() === wanted || user_id === wanted,
  );
  if (!user) {
    throw new Problem('No account has this email.', 404, 'USER_NOT_FOUND', 'user_id');
  }
  return user.user_id;
}

async function usersLike(typed: string) {
  const { users } = await callAsOwner('get', '/api/v1/admin/users', {
    query: { query: typed || undefined, limit: SHOWN },
  });
  return users;
}
