import type { ReactNode } from 'react';
import type { Market } from '../../api/types';
import { changePercent, compact, decimalsOf, display, subtract } from '../../model/decimal';
import { type LiveTicker, useStatus, useTicker } from '../../state/marketFeeds';
import { Badge } from '../../ui/Badge';
import { LastPrice } from './LastPrice';
import { MarketSelector } from './MarketSelector';
import { STATUS_TONES, STATUS_WORDS } from './marketWords';

/** Which market, its state, and what it did in the last 24 hours. */
export function MarketBar({ market }: { market: Market }) {
  const { value: told } = useStatus(market.symbol);
  const status = told?.status ?? market.status;
  const reason = told?.status_reason ?? market.status_reason;
  return (
    <section className="market-bar" aria-label="Market">
      <MarketSelector market={market} />
      <LastPrice market={market} />
      {status !== 'OPEN' && (
        <span className="market-state" role="status">
          <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>
          {reason && <span className="soft">{reason}</span>}
        </span>
      )}
      <Figures market={market} />
    </section>
  );
}

function Figures({ market }: { market: Market }) {
  const { value: ticker } = useTicker(market.symbol);
  const { base, quote } = market;
  const decimals = decimalsOf(market.tick_size);
  const price = (text: string | null | undefined) => (text ? display(text, decimals) : '–');
  return (
    <dl className="market-figures">
      <Figure title="24 h change">
        {ticker && <Change ticker={ticker} decimals={decimals} />}
      </Figure>
      <Figure title="24 h high">{price(ticker?.high_24h)}</Figure>
      <Figure title="24 h low">{price(ticker?.low_24h)}</Figure>
      <Figure title={`24 h volume (${base})`}>{ticker && compact(ticker.volume_24h)}</Figure>
      <Figure title={`24 h volume (${quote})`}>{ticker && compact(ticker.quote_volume_24h)}</Figure>
    </dl>
  );
}

function Figure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children ?? '–'}</dd>
    </div>
  );
}

function Change({ ticker, decimals }: { ticker: LiveTicker; decimals: number }) {
  const { open_24h: open, last_price: last } = ticker;
  if (!open || !last) {
    return '–';
  }
  const difference = subtract(last, open);
  return (
    <span className={difference.startsWith('-') ? 'ask' : 'bid'}>
      {difference.startsWith('-') ? '' : '+'}
      {display(difference, decimals)} ({changePercent(open, last)} %)
    </span>
  );
}
