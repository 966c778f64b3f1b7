import { Page } from '../../ui/Page';

export default function KeysPage() {
  return <Page title="API keys" lead="Keys for programs that trade for you." />;
}
