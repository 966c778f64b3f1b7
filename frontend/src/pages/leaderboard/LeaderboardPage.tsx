import { Page } from '../../ui/Page';

export default function LeaderboardPage() {
  return <Page title="Leaderboard" lead="Who did best with paper money." />;
}
