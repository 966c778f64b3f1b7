import { Link } from 'react-router';
import { Page } from '../../ui/Page';

export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <p>
        The address leads nowhere, or is not for you. <Link to="/">Back to the market</Link>
      </p>
    </Page>
  );
}
