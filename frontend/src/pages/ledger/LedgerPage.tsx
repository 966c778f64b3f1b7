import { Page } from '../../ui/Page';

export default function LedgerPage() {
  return <Page title="Ledger" lead="Every change of your balances." />;
}
