import type { ReactNode } from 'react';
import type { Market } from '../../../api/types';
import { compare, decimalsOf, display, trimmed } from '../../../model/decimal';
import type { TicketView } from './useTicket';

const TELLING_SLIPPAGE = '1';
const FEE_DECIMALS = 8;

/** What is there to spend, and what the order would come to as the book stands. */
export function Sums({ market, view }: { market: Market; view: TicketView }) {
  const { available, spent, estimate } = view;
  const quoteDecimals = decimalsOf(market.tick_size);
  const isFar = estimate !== null && compare(estimate.slippagePercent, TELLING_SLIPPAGE) >= 0;
  return (
    <>
      <dl className="sums">
        <Sum what="Available">
          {available === null ? (
            '–'
          ) : (
            <span title={available}>
              {trimmed(
                available,
                spent === market.quote ? quoteDecimals : decimalsOf(market.lot_size),
              )}{' '}
              {spent}
            </span>
          )}
        </Sum>
        <Sum what="Value">
          {estimate?.value ? `≈ ${trimmed(estimate.value, quoteDecimals)} ${market.quote}` : '–'}
        </Sum>
        <Sum what="Fee">
          {estimate ? `≈ ${trimmed(estimate.fee, FEE_DECIMALS)} ${estimate.feeAsset}` : '–'}
        </Sum>
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
