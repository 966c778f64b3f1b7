import { useState } from 'react';
import type { Market } from '../../api/types';
import { useIsOnPaper } from '../../state/paper';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { changeTicket } from '../../state/ticket';
import { Button } from '../../ui/Button';
import { Tabs } from '../../ui/Tabs';
import { TryIt } from '../login/TryIt';
import { AccountPanel } from './account/AccountPanel';
import { BookPanel } from './book/BookPanel';
import { ChartPanel } from './chart/ChartPanel';
import { TapePanel } from './tape/TapePanel';
import { TicketPanel } from './ticket/TicketPanel';

type Key = 'chart' | 'book' | 'trade' | 'orders';

/** On a phone one thing at a time, and trading always in reach of the thumb; a guest begins there. */
export function PhonePanels({ market }: { market: Market }) {
  const [shown, setShown] = useState<Key>('chart');
  const isGuest = useStore(session) === null;
  const isOnPaper = useIsOnPaper();
  const trade = (side: 'BUY' | 'SELL') => {
    changeTicket({ side });
    setShown('trade');
  };
  return (
    <>
      <Tabs
        label="Parts of the page"
        className="phone-tabs"
        value={shown}
        onChange={setShown}
        tabs={[
          { key: 'chart', title: 'Chart', content: <ChartPanel market={market} /> },
          {
            key: 'book',
            title: 'Book',
            content: (
              <>
                <BookPanel market={market} />
                <TapePanel market={market} />
              </>
            ),
          },
          { key: 'trade', title: 'Trade', content: <TicketPanel market={market} /> },
          { key: 'orders', title: 'Orders', content: <AccountPanel market={market} /> },
        ]}
      />
      {shown !== 'trade' && (
        <div className="phone-bar">
          {isGuest && isOnPaper ? (
            <TryIt />
          ) : (
            <>
              <Button look="buy" onClick={() => trade('BUY')}>
                Buy
              </Button>
              <Button look="sell" onClick={() => trade('SELL')}>
                Sell
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}
