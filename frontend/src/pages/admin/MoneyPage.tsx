import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { callAsOwner } from '../../state/owned';
import { panelState } from '../../state/queries';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { useUserNames } from '../../state/userNames';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { Panel } from '../../ui/Panel';
import { Select } from '../../ui/Select';
import { AdjustmentDialog } from './AdjustmentDialog';
import { DecideDialog, type Decision } from './DecideDialog';

/** A withdrawal or an adjustment, in what both have. */
export type FundsRequest = {
  kind: 'withdrawals' | 'adjustments';
  id: string;
  userId: string;
  amount: string;
  asset: string;
  details: string;
  status: 'PENDING' | 'APPROVED' | 'REFUSED' | 'CANCELED';
  requestedAt: string;
  requestedBy: string;
};

const STATUSES = {
  PENDING: 'Waiting',
  APPROVED: 'Approved',
  REFUSED: 'Refused',
  CANCELED: 'Canceled',
} as const;

type Status = keyof typeof STATUSES;

/** What waits for a decision of an admin: money that leaves, and balances that are corrected. */
export function MoneyPage() {
  const [status, setStatus] = useState<Status>('PENDING');
  const [decision, setDecision] = useState<Decision | null>(null);
  const [isProposing, setProposing] = useState(false);
  const withdrawals = useWithdrawals(status);
  const adjustments = useAdjustments(status);
  const filter = (
    <Select label="Which" isLabelHidden texts={STATUSES} value={status} onChange={setStatus} />
  );
  return (
    <>
      <Panel title="Withdrawals" aside={filter} {...panelState(withdrawals)}>
        <Requests rows={withdrawals.data ?? []} what="withdrawals" onDecide={setDecision} />
      </Panel>
      <Panel
        title="Adjustments"
        {...panelState(adjustments)}
        aside={
          <Button isSmall onClick={() => setProposing(true)}>
            Propose one
          </Button>
        }
      >
        <Requests rows={adjustments.data ?? []} what="adjustments" onDecide={setDecision} />
      </Panel>
      {decision && <DecideDialog decision={decision} onClose={() => setDecision(null)} />}
      {isProposing && <AdjustmentDialog onClose={() => setProposing(false)} />}
    </>
  );
}

function useWithdrawals(status: Status) {
  return useQuery({
    queryKey: ['withdrawals', status],
    queryFn: async (): Promise<FundsRequest[]> => {
      const page = await callAsOwner('get', '/api/v1/admin/withdrawals', { query: { status } });
      return page.withdrawals.map((each) => ({
        kind: 'withdrawals',
        id: each.withdrawal_id,
        userId: each.user_id,
        amount: each.amount,
        asset: each.asset,
        details: each.address,
        status: each.status,
        requestedAt: each.requested_at,
        requestedBy: each.requested_by ?? '',
      }));
    },
  });
}

function useAdjustments(status: Status) {
  return useQuery({
    queryKey: ['adjustments', status],
    queryFn: async (): Promise<FundsRequest[]> => {
      const page = await callAsOwner('get', '/api/v1/admin/adjustments', { query: { status } });
      return page.adjustments.map((each) => ({
        kind: 'adjustments',
        id: each.adjustment_id,
        userId: each.user_id,
        amount: `${each.direction === 'DEBIT' ? '-' : ''}${each.amount}`,
        asset: each.asset,
        details: each.reason,
        status: each.status,
        requestedAt: each.requested_at,
        requestedBy: each.requested_by,
      }));
    },
  });
}

type RequestsProps = {
  rows: readonly FundsRequest[];
  what: FundsRequest['kind'];
  onDecide: (decision: Decision) => void;
};

function Requests({ rows, what, onDecide }: RequestsProps) {
  const owner = useStore(session)?.owner;
  const nameOf = useUserNames();
  const columns: Column<FundsRequest>[] = [
    { key: 'time', title: 'Asked', isText: true, cell: (row) => displayTime(row.requestedAt) },
    { key: 'amount', title: 'Amount', cell: (row) => `${display(row.amount)} ${row.asset}` },
    {
      key: 'user',
      title: 'User',
      isText: true,
      isMinor: true,
      cell: ({ userId }) => <span title={userId}>{nameOf(userId)}</span>,
    },
    {
      key: 'details',
      title: what === 'withdrawals' ? 'To' : 'Why',
      isText: true,
      cell: ({ details }) => details,
    },
    { key: 'by', title: 'By', isText: true, isMinor: true, cell: (row) => row.requestedBy },
    {
      key: 'do',
      title: 'Decision',
      cell: (row) =>
        row.status !== 'PENDING' ? (
          <Badge>{STATUSES[row.status].toLowerCase()}</Badge>
        ) : row.requestedBy === owner?.email || row.userId === owner?.userId ? (
          <span className="soft">needs another admin</span>
        ) : (
          <span className="row-actions">
            <Button isSmall onClick={() => onDecide({ request: row, isApproval: true })}>
              Approve
            </Button>
            <Button isSmall onClick={() => onDecide({ request: row, isApproval: false })}>
              Refuse
            </Button>
          </span>
        ),
    },
  ];
  return (
    <DataTable
      label={what === 'withdrawals' ? 'Withdrawals' : 'Adjustments'}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty="Nothing here."
    />
  );
}
