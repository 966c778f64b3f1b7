import type { Ticket } from '../model/ticket';
import { Store } from './store';

const BLANK: Ticket = {
  side: 'BUY',
  orderType: 'LIMIT',
  price: '',
  quantity: '',
  lifetime: 'GTC',
};

/** The order being typed. The ticket shows it; book, chart and keys write into it. */
export const ticket = new Store<Ticket>(BLANK);

export function changeTicket(part: Partial<Ticket>): void {
  ticket.set({ ...ticket.get(), ...part });
}

/** A price that was pointed at: the ticket becomes one with a limit. */
export function takePrice(price: string): void {
  changeTicket({ orderType: 'LIMIT', price });
}

export function takeQuantity(quantity: string): void {
  changeTicket({ quantity });
}

/** For another market prices mean nothing. */
export function clearTicket(): void {
  ticket.set({ ...BLANK, side: ticket.get().side });
}
