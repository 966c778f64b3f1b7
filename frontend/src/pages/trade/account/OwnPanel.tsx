import { type ReactNode, useState } from 'react';
import type { Market } from '../../../api/types';
import { useAccount } from '../../../state/account';
import { Check } from '../../../ui/Check';
import { Panel } from '../../../ui/Panel';
import { Tabs } from '../../../ui/Tabs';
import { Balances } from './Balances';
import { Fills } from './Fills';
import { OpenOrders } from './OpenOrders';
import { OrderHistory } from './OrderHistory';
import { StoryDialog } from './StoryDialog';

type Key = 'open' | 'history' | 'fills' | 'balances';

/** The tabs of the own account. */
export default function OwnPanel({ market }: { market: Market }) {
  const account = useAccount();
  const [shown, setShown] = useState<Key>('open');
  const [isOneMarket, setIsOneMarket] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const open = Object.values(account?.orders ?? {});
  const only = isOneMarket ? market.symbol : null;
  const history = { symbol: only ?? '', onStory: setTold };
  const tab = (key: Key, title: ReactNode, content: ReactNode) => ({ key, title, content });
  return (
    <Panel title="My orders" className="account-panel" isTitleHidden>
      <Tabs<Key>
        label="My orders and funds"
        value={shown}
        onChange={setShown}
        aside={
          <Check isChecked={isOneMarket} onChange={setIsOneMarket}>
            {market.symbol} only
          </Check>
        }
        tabs={[
          tab('open', `Open orders (${open.length})`, <OpenOrders only={only} onStory={setTold} />),
          tab('history', 'Order history', <OrderHistory {...history} />),
          tab('fills', 'Fills', <Fills {...history} />),
          tab('balances', 'Balances', <Balances market={market} />),
        ]}
      />
      <StoryDialog orderId={told} onClose={() => setTold(null)} />
    </Panel>
  );
}
