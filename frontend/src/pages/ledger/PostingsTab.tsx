import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../api/problem';
import type { Posting } from '../../api/types';
import { wholeCsv } from '../../model/csv';
import { ALL_POSTINGS, type PostingFilter, postingQuery } from '../../model/postings';
import { saveFile } from '../../model/save';
import { notify } from '../../state/notices';
import { callAsOwner, textAsOwner } from '../../state/owned';
import { ownKey } from '../../state/useOwn';
import { Button } from '../../ui/Button';
import { DataTable } from '../../ui/DataTable';
import { Waiting } from '../../ui/Panel';
import { PostingFilters } from './PostingFilters';
import { POSTING_COLUMNS } from './postingColumns';

const PATH = '/api/v1/account/ledger';
const ROWS = 200;
const CSV_ROWS = 1_000;
const CSV_PAGES_MAX = 100;

/** Every change of what is available and held, newest first, as a table and as CSV. */
export function PostingsTab() {
  const [filter, setFilter] = useState<PostingFilter>(ALL_POSTINGS);
  const [isSaving, setSaving] = useState(false);
  const query = postingQuery(filter);
  const pages = useInfiniteQuery({
    queryKey: ownKey(PATH, query),
    queryFn: ({ pageParam }) =>
      callAsOwner('get', PATH, { query: { ...query, limit: ROWS, before: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const save = async () => {
    setSaving(true);
    try {
      const { text, isWhole } = await wholeCsv(async (before) => {
        const asked = { ...query, limit: CSV_ROWS, format: 'csv', before };
        const answer = await textAsOwner(PATH, { query: asked });
        return { text: answer.text, next: answer.headers.get('X-Next') };
      }, CSV_PAGES_MAX);
      saveFile('ledger.csv', text);
      notify(isWhole ? 'The file is saved.' : 'The file has the newest part; filter for the rest.');
    } catch (thrown) {
      notify(problemText(thrown));
    }
    setSaving(false);
  };
  const rows = pages.data?.pages.flatMap(({ postings }) => postings) ?? [];
  return (
    <>
      <PostingFilters value={filter} onChange={setFilter}>
        <Button isSmall isBusy={isSaving} onClick={save}>
          Save as CSV
        </Button>
      </PostingFilters>
      {pages.data ? (
        <DataTable
          label="Postings"
          className="tall"
          columns={POSTING_COLUMNS}
          rows={numbered(rows)}
          rowKey={({ key }) => key}
          empty={
            pages.hasNextPage
              ? 'Nothing of this kind so far. There is more to look through.'
              : 'Nothing has moved that fits.'
          }
          footer={
            pages.hasNextPage && (
              <div className="more">
                <Button isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  Older postings
                </Button>
              </div>
            )
          }
        />
      ) : (
        <Waiting
          problem={pages.error ? problemText(pages.error) : null}
          retry={() => void pages.refetch()}
        />
      )}
    </>
  );
}

export type PostingRow = Posting & { key: string };

/** One event may have several postings, which only their order tells apart. */
function numbered(postings: readonly Posting[]): PostingRow[] {
  let place = 0;
  return postings.map((posting, at) => {
    place = posting.sequence === postings[at - 1]?.sequence ? place + 1 : 0;
    return { ...posting, key: `${posting.sequence}/${place}` };
  });
}
