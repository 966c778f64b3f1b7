import { BLANK_TICKET, KIND_RULES, type Ticket } from '../model/ticket/ticket';
import { Store } from './store';

/** The order being typed. The ticket shows it; book, chart and keys write into it. */
export const ticket = new Store<Ticket>(BLANK_TICKET);

export function changeTicket(part: Partial<Ticket>): void {
  ticket.set({ ...ticket.get(), ...part });
}

/** A price that was pointed at: a ticket without a limit becomes one with it. */
export function takePrice(price: string): void {
  const { kind } = ticket.get();
  changeTicket(KIND_RULES[kind].hasLimit ? { price } : { kind: 'LIMIT', price });
}

export function takeQuantity(quantity: string): void {
  changeTicket({ sizedBy: 'quantity', quantity });
}

/** For another market prices mean nothing. */
export function clearTicket(): void {
  const { side, kind } = ticket.get();
  ticket.set({ ...BLANK_TICKET, side, kind });
}
