import { useState } from 'react';
import type { Book, Market } from '../api/types';
import type { Ticket } from '../model/ticket';
import type { TokenOwner } from '../model/token';
import { useBalances } from '../state/market';
import type { Polled } from '../state/usePolled';
import { BalancesPanel } from './BalancesPanel';
import { BookPanel } from './BookPanel';
import { OrdersPanel } from './OrdersPanel';
import { TicketPanel } from './TicketPanel';

type Props = { owner: TokenOwner; market: Market; book: Polled<Book> };

const BLANK: Ticket = {
  side: 'BUY',
  orderType: 'LIMIT',
  price: '',
  quantity: '',
  lifetime: 'GTC',
};

export function TradePage({ owner, market, book }: Props) {
  const [ticket, setTicket] = useState(BLANK);
  const balances = useBalances(owner.userId);
  const takePrice = (price: string) => setTicket({ ...ticket, orderType: 'LIMIT', price });
  return (
    <main className="trade">
      <h1 className="hidden">Trade {market.symbol}</h1>
      <BookPanel market={market} book={book} onPrice={takePrice} />
      <OrdersPanel market={market} userId={owner.userId} />
      <div className="side">
        <TicketPanel {...{ market, ticket, setTicket }} balances={balances.value} />
        <BalancesPanel balances={balances} />
      </div>
    </main>
  );
}
