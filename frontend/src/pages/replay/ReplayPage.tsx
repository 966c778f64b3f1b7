import { Page } from '../../ui/Page';

export default function ReplayPage() {
  return <Page title="Replay" lead="A market's day, moment by moment." />;
}
