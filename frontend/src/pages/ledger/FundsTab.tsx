import { useState } from 'react';
import type { Withdrawal } from '../../api/types';
import { display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { cancelWithdrawal, useIsPaper } from '../../state/funds';
import { panelState } from '../../state/queries';
import { useOwn, useOwnDeed } from '../../state/useOwn';
import { Badge, type Tone } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { ConfirmDialog } from '../../ui/Dialog';
import { Panel } from '../../ui/Panel';
import { PaperFunds } from './PaperFunds';
import { WithdrawForm } from './WithdrawForm';

const TONES: Record<Withdrawal['status'], Tone> = {
  PENDING: 'warn',
  APPROVED: 'good',
  REFUSED: 'bad',
  CANCELED: 'plain',
};
const REFRESH_MILLIS = 15_000;

/** Money from outside and to there: test money, asking for a withdrawal, and what became of it. */
export function FundsTab() {
  const isPaper = useIsPaper();
  const withdrawals = useOwn(
    '/api/v1/account/withdrawals',
    { limit: 200 },
    { refetchInterval: REFRESH_MILLIS },
  );
  const [leaving, setLeaving] = useState<Withdrawal | null>(null);
  const cancel = useOwnDeed(
    ({ withdrawal_id }: Withdrawal) => cancelWithdrawal(withdrawal_id),
    'The withdrawal is canceled, its amount is available again.',
  );
  const columns: Column<Withdrawal>[] = [
    { key: 'time', title: 'Asked for', isText: true, cell: (row) => displayTime(row.requested_at) },
    { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => asset },
    { key: 'amount', title: 'Amount', cell: ({ amount }) => display(amount) },
    { key: 'to', title: 'To', isText: true, isMinor: true, cell: ({ address }) => address },
    {
      key: 'status',
      title: 'State',
      isText: true,
      cell: ({ status, decision_reason }) => (
        <span className="badges" title={decision_reason}>
          <Badge tone={TONES[status]}>{status.toLowerCase()}</Badge>
          {decision_reason && <span className="minor soft">{decision_reason}</span>}
        </span>
      ),
    },
    {
      key: 'cancel',
      title: <span className="hidden">Cancel</span>,
      cell: (row) =>
        row.status === 'PENDING' && (
          <Button isSmall onClick={() => setLeaving(row)}>
            Cancel
          </Button>
        ),
    },
  ];
  return (
    <div className="sections">
      {isPaper ? (
        <PaperFunds />
      ) : (
        <Panel title="Deposits">
          <p className="prose">
            The operator of this exchange credits what you pay in. It appears among the postings.
          </p>
        </Panel>
      )}
      <Panel title="Withdraw">
        <WithdrawForm />
      </Panel>
      <Panel
        title="Withdrawals"
        className="wide"
        {...panelState(withdrawals)}
        isEmpty={withdrawals.data?.withdrawals.length === 0}
        empty="You have not asked for a withdrawal."
      >
        <DataTable
          label="Withdrawals"
          columns={columns}
          rows={withdrawals.data?.withdrawals ?? []}
          rowKey={({ withdrawal_id }) => withdrawal_id}
        />
      </Panel>
      <ConfirmDialog
        title="Cancel this withdrawal?"
        isOpen={leaving !== null}
        onOpenChange={() => setLeaving(null)}
        description={leaving && `${display(leaving.amount)} ${leaving.asset} stay in your account.`}
        confirmText="Cancel the withdrawal"
        isDangerous
        isBusy={cancel.isPending}
        onConfirm={() => leaving && cancel.mutate(leaving, { onSettled: () => setLeaving(null) })}
      />
    </div>
  );
}
