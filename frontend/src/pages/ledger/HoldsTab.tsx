import type { Hold } from '../../api/types';
import { display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { panelState } from '../../state/queries';
import { useOwn } from '../../state/useOwn';
import { type Column, DataTable } from '../../ui/DataTable';
import { Panel } from '../../ui/Panel';

const ROWS = 1_000;

const COLUMNS: readonly Column<Hold>[] = [
  { key: 'since', title: 'Since', isText: true, cell: ({ since }) => displayTime(since) },
  {
    key: 'kind',
    title: 'For',
    isText: true,
    cell: ({ kind, symbol }) => (kind === 'ORDER' ? `Order in ${symbol}` : 'Withdrawal'),
  },
  { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => asset },
  { key: 'amount', title: 'Held', cell: ({ amount }) => display(amount) },
  {
    key: 'id',
    title: 'Id',
    isText: true,
    isMinor: true,
    cell: ({ order_id, withdrawal_id }) => <code>{order_id ?? withdrawal_id}</code>,
  },
];

/** What is set aside, and for what. */
export function HoldsTab() {
  const holds = useOwn('/api/v1/account/holds', { limit: ROWS });
  return (
    <Panel
      title="Holds"
      isTitleHidden
      className="bare-panel"
      {...panelState(holds)}
      isEmpty={holds.data?.holds.length === 0}
      empty="Nothing is held: all your money is available."
    >
      <DataTable
        label="Holds"
        className="tall"
        columns={COLUMNS}
        rows={holds.data?.holds ?? []}
        rowKey={({ order_id, withdrawal_id }) => order_id ?? withdrawal_id ?? ''}
        footer={
          holds.data?.next && <p className="hint padded">The oldest {ROWS} of them are shown.</p>
        }
      />
    </Panel>
  );
}
