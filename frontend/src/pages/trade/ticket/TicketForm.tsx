import { type FormEvent, useId, useState } from 'react';
import type { Market } from '../../../api/types';
import { display } from '../../../model/decimal';
import { KIND_RULES, KIND_TEXTS, type Kind, type Ticket } from '../../../model/ticket/ticket';
import { usePreferences } from '../../../state/preferences';
import { changeTicket } from '../../../state/ticket';
import { Button } from '../../../ui/Button';
import { Choice } from '../../../ui/Choice';
import { ConfirmDialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { MarketNotice, useMarketNotice } from './MarketNotice';
import { Options } from './Options';
import { PriceFields } from './PriceFields';
import { SizeFields } from './SizeFields';
import { Sums } from './Sums';
import { useSubmit } from './useSubmit';
import { type TicketView, useTicket } from './useTicket';

const SIDES = { BUY: 'Buy', SELL: 'Sell' } as const;
const FIRST_KINDS = { LIMIT: 'Limit', MARKET: 'Market', OTHER: 'Stop & more' } as const;
const OTHER_KINDS = Object.entries(KIND_TEXTS).filter(
  ([kind]) => kind !== 'LIMIT' && kind !== 'MARKET',
) as [Kind, string][];

/** Every kind of order with its options. What is wrong is said at the field it is about. */
export function TicketForm({ market }: { market: Market }) {
  const view = useTicket(market);
  const { ticket } = view;
  const { isOrderConfirmed } = usePreferences();
  const [isAsking, setIsAsking] = useState(false);
  const sending = useSubmit(ticket, market);
  const notice = useMarketNotice(market);
  const noticeId = useId();
  const first = ticket.kind === 'LIMIT' || ticket.kind === 'MARKET' ? ticket.kind : 'OTHER';
  const isBuy = ticket.side === 'BUY';

  function change(part: Partial<Ticket>) {
    sending.clear();
    changeTicket(part);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (notice.takesNone) {
      return;
    }
    if (isOrderConfirmed) {
      setIsAsking(sending.check());
    } else {
      sending.submit();
    }
  }

  const fields = { market, view, wrong: sending.wrong, change };
  return (
    <form onSubmit={onSubmit} noValidate>
      <MarketNotice id={noticeId} text={notice.text} />
      <Choice
        label="Side"
        className="sides"
        texts={SIDES}
        value={ticket.side}
        onChange={(side) => change({ side })}
      />
      <Choice
        label="Order type"
        className="types"
        texts={FIRST_KINDS}
        value={first}
        onChange={(kind) => change({ kind: kind === 'OTHER' ? 'STOP_LIMIT' : kind })}
      />
      {first === 'OTHER' && (
        <Select
          label="Kind of order"
          isLabelHidden
          texts={OTHER_KINDS}
          value={ticket.kind}
          onChange={(kind) => change({ kind })}
        />
      )}
      <PriceFields {...fields} />
      <SizeFields {...fields} />
      {KIND_RULES[ticket.kind].lifetimes.length > 0 && <Options {...fields} />}
      <Sums market={market} view={view} />
      {sending.wrong.form && (
        <p className="problem" role="alert">
          {sending.wrong.form}
        </p>
      )}
      <Button
        type="submit"
        look={isBuy ? 'buy' : 'sell'}
        isWide
        isBusy={sending.isBusy}
        disabled={notice.takesNone}
        title={notice.takesNone ? notice.text : undefined}
        aria-describedby={notice.takesNone ? noticeId : undefined}
      >
        {sending.isBusy ? 'Sending…' : `${SIDES[ticket.side]} ${market.base}`}
      </Button>
      <p className="outcome" role="status">
        {sending.outcome}
      </p>
      <ConfirmDialog
        title={`${SIDES[ticket.side]} ${market.base}?`}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        description={summary(view, market)}
        confirmText={`${SIDES[ticket.side]} ${market.base}`}
        onConfirm={() => {
          setIsAsking(false);
          sending.submit();
        }}
      />
    </form>
  );
}

function summary({ ticket, estimate }: TicketView, market: Market): string {
  const { hasLimit, hasStop } = KIND_RULES[ticket.kind];
  const isByTotal = ticket.kind === 'MARKET' && ticket.sizedBy === 'total';
  const size = isByTotal
    ? `for ${display(ticket.total)} ${market.quote}`
    : `${display(ticket.quantity)} ${market.base}`;
  const at = hasLimit ? ` at ${display(ticket.price)} ${market.quote}` : '';
  const when =
    hasStop && ticket.stopPrice ? `, stop at ${display(ticket.stopPrice)} ${market.quote}` : '';
  const worth = estimate?.value ? ` Worth ${display(estimate.value)} ${market.quote}.` : '';
  return `${KIND_TEXTS[ticket.kind]} order: ${ticket.side.toLowerCase()} ${size}${at}${when}.${worth}`;
}
