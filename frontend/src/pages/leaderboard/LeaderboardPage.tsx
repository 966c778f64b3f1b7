import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../api/http';
import { Problem } from '../../api/problem';
import { display } from '../../model/decimal';
import { cut, inPercent } from '../../model/portfolio';
import { displayTime } from '../../model/time';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { ownKey } from '../../state/useOwn';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { LeaderboardTable } from './LeaderboardTable';
import { ShownChoice } from './ShownChoice';

const PATH = '/api/v1/leaderboard';
const REFRESH_MILLIS = 15_000;

/** Who gains most with test money; with an account also where one stands. */
export default function LeaderboardPage() {
  const isUser = useStore(session) !== null;
  const board = useQuery({
    queryKey: ownKey(PATH),
    queryFn: () => (isUser ? callAsOwner('get', PATH) : call('get', PATH)),
    refetchInterval: REFRESH_MILLIS,
  });
  const { data } = board;
  const isNone = board.error instanceof Problem && board.error.status === 404;
  if (isNone) {
    return <Page title="Leaderboard" lead="There is none here: this exchange is not on paper." />;
  }
  return (
    <Page
      title="Leaderboard"
      lead="Traders by return since their start or their last reset, with test money."
      aside={isUser ? <ShownChoice /> : <Link to="/signup">Sign up to take part</Link>}
    >
      {data?.own && (
        <Panel title="You" isTitleHidden>
          <p className="own-rank">
            You are number <b>{data.own.rank}</b> of {data.accounts}, with{' '}
            <b>{inPercent(data.own.return)} %</b> ({display(cut(data.own.profit, 2))} {data.quote}).
          </p>
        </Panel>
      )}
      <Panel
        title="The best 100"
        {...panelState(board)}
        isEmpty={data?.rows.length === 0}
        empty={
          <>
            <p>Nobody has traded yet.</p>
            <Link to="/">Be the first</Link>
          </>
        }
      >
        {data && <LeaderboardTable rows={data.rows} quote={data.quote} />}
      </Panel>
      {data && (
        <p className="hint">
          As of {displayTime(data.computed_at)}. Who has not traded is not ranked
          {data.pending !== '0' && `; ${data.pending} more are being read`}. Programs that trade for
          show are marked “demo”.
        </p>
      )}
    </Page>
  );
}
