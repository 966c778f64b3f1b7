import { Page } from '../../ui/Page';

export default function PortfolioPage() {
  return <Page title="Portfolio" lead="What you have and what became of it." />;
}
