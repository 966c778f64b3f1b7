import type { ReactNode } from 'react';
import type { Market } from '../../../api/types';
import { compare, display } from '../../../model/decimal';
import type { TicketView } from './useTicket';

const TELLING_SLIPPAGE = '1';

/** What is there to spend, and what the order would come to as the book stands. */
export function Sums({ market, view }: { market: Market; view: TicketView }) {
  const { available, spent, estimate } = view;
  const isFar = estimate !== null && compare(estimate.slippagePercent, TELLING_SLIPPAGE) >= 0;
  return (
    <>
      <dl className="sums">
        <Sum what="Available">{available === null ? '–' : `${display(available)} ${spent}`}</Sum>
        <Sum what="Value">
          {estimate?.value ? `≈ ${display(estimate.value)} ${market.quote}` : '–'}
        </Sum>
        <Sum what="Fee">{estimate ? `≈ ${display(estimate.fee)} ${estimate.feeAsset}` : '–'}</Sum>
        {estimate?.averagePrice && (
          <>
            <Sum what="Average price">≈ {display(estimate.averagePrice)}</Sum>
            <Sum what="Slippage">
              <span className={isFar ? 'warning' : undefined}>≈ {estimate.slippagePercent} %</span>
            </Sum>
          </>
        )}
      </dl>
      {estimate?.isShort && (
        <p className="warning">The book has no more within reach than {display(estimate.taken)}.</p>
      )}
    </>
  );
}

function Sum({ what, children }: { what: string; children: ReactNode }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </>
  );
}
