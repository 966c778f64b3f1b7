import type { Balance } from '../../api/types';
import { display } from '../../model/decimal';
import { useBalances } from '../../state/market';
import type { Polled } from '../../state/usePolled';
import { Panel, Stale, Waiting } from '../../ui/Panel';

export function BalancesPanel({ userId }: { userId: string }) {
  const balances = useBalances(userId);
  const rows = balances.value;
  return (
    <Panel title="Balances" className="balances">
      {rows ? <Stale problem={balances.problem} /> : <Waiting {...waitingOf(balances)} />}
      {rows?.length === 0 && (
        <p className="empty">No funds yet. An administrator can deposit some.</p>
      )}
      {rows && rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Asset</th>
              <th scope="col">Available</th>
              <th scope="col">Held</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ asset, available, held }) => (
              <tr key={asset}>
                <th scope="row">{asset}</th>
                <td>{display(available)}</td>
                <td>{display(held)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function waitingOf({ problem, reload }: Polled<Balance[]>) {
  return { problem, retry: reload };
}
