import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { Success } from '../../api/types';
import { displayTime } from '../../model/time';
import { callAsOwner } from '../../state/owned';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { Field } from '../../ui/Field';
import { Panel, Waiting } from '../../ui/Panel';
import { ImportDialog } from './ImportDialog';
import { UserDialog } from './UserDialog';

export type ListedUser = Success<'/api/v1/admin/users', 'get'>['users'][number];

/** Users by a part of their name or email; one of them opens to be looked into and changed. */
export function UsersPage() {
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [isImporting, setImporting] = useState(false);
  const users = useInfiniteQuery({
    queryKey: ['users', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      callAsOwner('get', '/api/v1/admin/users', {
        query: { query: query || undefined, before: pageParam },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = users.data?.pages.flatMap((page) => page.users) ?? [];
  const user = rows.find(({ user_id }) => user_id === chosen);
  const columns: Column<ListedUser>[] = [
    { key: 'email', title: 'Email', isText: true, cell: ({ email }) => <strong>{email}</strong> },
    { key: 'name', title: 'Name', isText: true, cell: ({ name }) => name },
    {
      key: 'type',
      title: 'Role',
      isText: true,
      cell: ({ user_type }) => (
        <Badge tone={user_type === 'admin' ? 'accent' : 'plain'}>{user_type}</Badge>
      ),
    },
    { key: 'id', title: 'Id', className: 'id', isMinor: true, cell: ({ user_id }) => user_id },
    { key: 'since', title: 'Since', cell: ({ created_at }) => displayTime(created_at) },
    {
      key: 'do',
      title: <span className="hidden">Actions</span>,
      cell: ({ user_id, email }) => (
        <Button isSmall onClick={() => setChosen(user_id)}>
          Open<span className="hidden"> {email}</span>
        </Button>
      ),
    },
  ];
  return (
    <Panel
      title="Users"
      aside={
        <Button isSmall onClick={() => setImporting(true)}>
          Import a class
        </Button>
      }
    >
      <form
        className="user-search"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery(typed.trim());
        }}
      >
        <Field
          label="Part of an email or a name, or an id"
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit">Search</Button>
      </form>
      {users.data ? (
        <DataTable
          label="Users"
          columns={columns}
          rows={rows}
          rowKey={({ user_id }) => user_id}
          empty="Nobody is called like this."
          footer={
            users.hasNextPage && (
              <Button
                isWide
                isBusy={users.isFetchingNextPage}
                onClick={() => users.fetchNextPage()}
              >
                More
              </Button>
            )
          }
        />
      ) : (
        <Waiting
          problem={users.error ? problemText(users.error) : null}
          retry={() => void users.refetch()}
        />
      )}
      {user && <UserDialog key={user.user_id} user={user} onClose={() => setChosen(null)} />}
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </Panel>
  );
}
