import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../../api/problem';
import type { Market, Order } from '../../../api/types';
import type { Account } from '../../../model/account/account';
import { checkTicket } from '../../../model/ticket/check';
import { submissionOf } from '../../../model/ticket/order';
import { outcomeText } from '../../../model/ticket/outcome';
import { refusal } from '../../../model/ticket/refusal';
import { SubmitIds } from '../../../model/ticket/retry';
import type { Ticket, TicketErrors } from '../../../model/ticket/ticket';
import { account, useAccount } from '../../../state/account';
import { newClientOrderId, submit as send } from '../../../state/orders';
import { changeTicket } from '../../../state/ticket';

export type SubmitState = {
  wrong: TicketErrors;
  outcome: string;
  isBusy: boolean;
  /** Looks for what is wrong and shows it; true when nothing is. */
  check: () => boolean;
  submit: () => Promise<void>;
  /** The ticket was changed: what was said of it no longer holds. */
  clear: () => void;
};

/** Sends a ticket, once at a time, and keeps what was said of it. */
export function useSubmit(ticket: Ticket, market: Market): SubmitState {
  const [wrong, setWrong] = useState<TicketErrors>({});
  const [outcome, setOutcome] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const ids = useRef(new SubmitIds(newClientOrderId));
  const resting = useRef<{ id: string; isKnown: boolean } | null>(null);

  // What was said of an order that rests holds as long as it does.
  const now = useAccount();
  useEffect(() => {
    const { current } = resting;
    if (current && livesIn(now, current.id)) {
      current.isKnown = true;
    } else if (current?.isKnown) {
      resting.current = null;
      setOutcome('');
    }
  }, [now]);

  function check(): boolean {
    const errors = checkTicket(ticket, market, Date.now());
    setWrong(errors);
    setOutcome('');
    return Object.keys(errors).length === 0;
  }

  async function submit(): Promise<void> {
    if (isBusy || !check()) {
      return;
    }
    const made = (id: string) => submissionOf(ticket, market.symbol, id);
    setIsBusy(true);
    try {
      const order: Order = await send(made(ids.current.idFor(made)));
      ids.current.answered();
      setOutcome(outcomeText(order, market));
      const isOver = order.status === 'FILLED' || order.status === 'CANCELED';
      resting.current = isOver ? null : { id: order.id, isKnown: livesIn(account.get(), order.id) };
      changeTicket({ quantity: '', total: '' });
    } catch (thrown) {
      if (!isUnknown(thrown)) {
        ids.current.answered();
      }
      setWrong(refusal(thrown, ticket));
    }
    setIsBusy(false);
  }

  function clear(): void {
    setWrong({});
    setOutcome('');
  }

  return { wrong, outcome, isBusy, check, submit, clear };
}

function livesIn(known: Account | null, orderId: string): boolean {
  return known?.orders[orderId] !== undefined;
}

/** The order may live, or the same may be asked again: the next try must not make a second one. */
function isUnknown(thrown: unknown): boolean {
  if (!(thrown instanceof Problem)) {
    return true;
  }
  const { status } = thrown;
  return status < 400 || status === 429 || status >= 500;
}
