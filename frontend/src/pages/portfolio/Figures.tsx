import type { ReactNode } from 'react';
import type { Portfolio } from '../../api/types';
import { display } from '../../model/decimal';
import { cut, inPercent } from '../../model/portfolio';
import { displayTime } from '../../model/time';
import { Signed } from '../../ui/Signed';

const DECIMALS = 2;

/** The account in a few numbers. */
export function Figures({ portfolio }: { portfolio: Portfolio }) {
  const { quote, since } = portfolio;
  const money = (value: string) => `${display(cut(value, DECIMALS))} ${quote}`;
  const gain = (value: string) => <Signed value={cut(value, DECIMALS)} unit={` ${quote}`} />;
  const percent = inPercent(portfolio.return);
  return (
    <dl className="figures">
      <Figure title="Value" isMain>
        {money(portfolio.value)}
      </Figure>
      <Figure title="Profit">
        {gain(portfolio.profit)}
        {percent && <Signed value={percent} unit=" %" />}
      </Figure>
      <Figure title="Realised">{gain(portfolio.realized_profit)}</Figure>
      <Figure title="Not realised">{gain(portfolio.unrealized_profit)}</Figure>
      <Figure title="Paid in">{money(portfolio.paid_in)}</Figure>
      <Figure title="Paid out">{money(portfolio.paid_out)}</Figure>
      <Figure title="Fees">{money(portfolio.fees)}</Figure>
      <Figure title="Since">
        {since ? displayTime(since) : 'Not begun'}
        <span className="soft">{portfolio.trades} fills</span>
      </Figure>
    </dl>
  );
}

type FigureProps = { title: string; isMain?: boolean; children: ReactNode };

function Figure({ title, isMain = false, children }: FigureProps) {
  return (
    <div className={isMain ? 'figure main' : 'figure'}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
