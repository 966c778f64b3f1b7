import type { ReactNode } from 'react';
import { problemText } from '../../../api/problem';
import { Button } from '../../../ui/Button';
import { Stale, Waiting } from '../../../ui/Panel';

type Paged = {
  data: unknown;
  error: Error | null;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

/** A list that comes page by page, or why there is none. */
export function PagesOf({ query, children }: { query: Paged; children: ReactNode }) {
  const problem = query.error ? problemText(query.error) : null;
  if (query.data === undefined) {
    return <Waiting problem={problem} retry={() => query.refetch()} />;
  }
  return (
    <>
      <Stale problem={problem} />
      {children}
    </>
  );
}

/** Asks for the next page, if there is one. */
export function More({ query }: { query: Paged }) {
  return query.hasNextPage ? (
    <div className="more-rows">
      <Button isSmall isBusy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        Older
      </Button>
    </div>
  ) : null;
}
