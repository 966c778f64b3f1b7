import { changeTicket } from '../../state/ticket';
import { useHotkeys } from '../../state/useHotkeys';

/** Keys of the trade page that fill the ticket. The help dialog lists them. */
export function useTradeKeys(): void {
  useHotkeys({
    b: () => changeTicket({ side: 'BUY' }),
    s: () => changeTicket({ side: 'SELL' }),
    l: () => changeTicket({ kind: 'LIMIT' }),
    m: () => changeTicket({ kind: 'MARKET' }),
    q: () => document.querySelector<HTMLElement>('.ticket [name="quantity"]')?.focus(),
  });
}
