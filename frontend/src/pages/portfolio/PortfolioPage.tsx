import { useState } from 'react';
import { panelState } from '../../state/queries';
import { useOwn } from '../../state/useOwn';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { Allocation } from './Allocation';
import { AssetsTable } from './AssetsTable';
import { Figures } from './Figures';
import { type Period, ValueChart } from './ValueChart';

const REFRESH_MILLIS = 15_000;

/** What the own account is worth, was worth, and has gained. */
export default function PortfolioPage() {
  const [period, setPeriod] = useState<Period>('1d');
  const portfolio = useOwn(
    '/api/v1/account/portfolio',
    { period },
    { refetchInterval: REFRESH_MILLIS },
  );
  const { data } = portfolio;
  const state = panelState(portfolio);
  const isEmpty = data?.assets.length === 0;
  return (
    <Page title="Portfolio" lead="What you have, what it cost, and what it gained.">
      <Panel title="Now" isTitleHidden {...state}>
        {data && <Figures portfolio={data} />}
      </Panel>
      <Panel title="Over time" isTitleHidden {...state}>
        {data && <ValueChart portfolio={data} period={period} onPeriod={setPeriod} />}
      </Panel>
      <Panel
        title="Allocation"
        {...state}
        isEmpty={isEmpty === true}
        empty="You have nothing yet. Get test money, or ask the operator how to pay in."
      >
        {data && <Allocation portfolio={data} />}
      </Panel>
      <Panel
        title="Profit by asset"
        {...state}
        isEmpty={isEmpty === true}
        empty="Here stands what each asset cost and gained."
      >
        {data && <AssetsTable portfolio={data} />}
      </Panel>
      <p className="hint">
        By average cost: a purchase costs what was given for it, fees included, and what is sold
        takes its share of the cost. A deposit costs what it was worth when it came, so it is no
        profit; what you withdraw or send counts as sold at its worth.
      </p>
    </Page>
  );
}
