import { useSearchParams } from 'react-router';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { FundsTab } from './FundsTab';
import { HoldsTab } from './HoldsTab';
import { PostingsTab } from './PostingsTab';
import { ProofTab } from './ProofTab';
import { TransfersTab } from './TransfersTab';

const TABS = ['postings', 'funds', 'transfers', 'holds', 'proof'] as const;
type Key = (typeof TABS)[number];

/** Where the own money came from and went, and the proof that the exchange counts it. */
export default function LedgerPage() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('tab') as Key;
  return (
    <Page title="Ledger" lead="Every movement of your money, and the proof that it is counted.">
      <section className="panel" aria-label="Ledger">
        <Tabs
          label="Parts of the ledger"
          value={TABS.includes(asked) ? asked : 'postings'}
          onChange={(tab) => setSearch({ tab }, { replace: true })}
          tabs={[
            { key: 'postings', title: 'Postings', content: <PostingsTab /> },
            { key: 'funds', title: 'Deposits & withdrawals', content: <FundsTab /> },
            { key: 'transfers', title: 'Transfers', content: <TransfersTab /> },
            { key: 'holds', title: 'Holds', content: <HoldsTab /> },
            { key: 'proof', title: 'Proof', content: <ProofTab /> },
          ]}
        />
      </section>
    </Page>
  );
}
