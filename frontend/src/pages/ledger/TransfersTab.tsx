import { useState } from 'react';
import { Problem, problemText } from '../../api/problem';
import type { Transfer } from '../../api/types';
import { display } from '../../model/decimal';
import { displayTime } from '../../model/time';
import { newName, sendTransfer, type TransferForm } from '../../state/funds';
import { panelState } from '../../state/queries';
import { useOwn, useOwnDeed } from '../../state/useOwn';
import { Badge, type Tone } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { type Column, DataTable } from '../../ui/DataTable';
import { ConfirmDialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Panel } from '../../ui/Panel';
import { Signed } from '../../ui/Signed';
import { AmountFields } from './AmountFields';

const EMPTY: TransferForm = { to: '', asset: '', amount: '', note: '' };
const TONES: Record<Transfer['status'], Tone> = {
  PENDING: 'warn',
  COMPLETED: 'good',
  RETURNED: 'bad',
};

const COLUMNS: readonly Column<Transfer>[] = [
  { key: 'time', title: 'Time', isText: true, cell: (row) => displayTime(row.created_at) },
  { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => asset },
  {
    key: 'amount',
    title: 'Amount',
    cell: ({ direction, amount }) => <Signed value={direction === 'OUT' ? `-${amount}` : amount} />,
  },
  {
    key: 'who',
    title: 'With',
    isText: true,
    isMinor: true,
    cell: ({ direction, from_user_id, to_user_id }) =>
      direction === 'OUT' ? to_user_id : from_user_id,
  },
  { key: 'note', title: 'Note', isText: true, isMinor: true, cell: ({ note }) => note },
  {
    key: 'status',
    title: 'State',
    isText: true,
    cell: ({ status, reason }) => (
      <span title={reason ?? undefined}>
        <Badge tone={TONES[status]}>{status.toLowerCase()}</Badge>
      </span>
    ),
  },
];

/** Money to other users and from them. */
export function TransfersTab() {
  const transfers = useOwn('/api/v1/account/transfers', { limit: 200 });
  const [form, setForm] = useState(EMPTY);
  const [reference, setReference] = useState(newName);
  const [isAsking, setAsking] = useState(false);
  const change = (part: Partial<TransferForm>) => {
    setForm({ ...form, ...part });
    setReference(newName());
  };
  const send = useOwnDeed(
    (wanted: TransferForm) => sendTransfer(wanted, reference),
    'The transfer is sent.',
  );
  const problemAt = (field: string) =>
    send.error instanceof Problem && send.error.field === field
      ? problemText(send.error)
      : undefined;
  return (
    <div className="sections">
      <Panel title="Send">
        <form
          className="stack padded"
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <Field
            label="To"
            placeholder="Email or user id"
            required
            maxLength={254}
            value={form.to}
            problem={problemAt('to')}
            onChange={(event) => change({ to: event.target.value })}
          />
          <AmountFields form={form} onChange={change} problemAt={problemAt} />
          <Field
            label="Note (optional)"
            maxLength={100}
            value={form.note}
            problem={problemAt('note')}
            onChange={(event) => change({ note: event.target.value })}
          />
          <Button type="submit">Send…</Button>
        </form>
      </Panel>
      <Panel
        title="Sent and received"
        {...panelState(transfers)}
        isEmpty={transfers.data?.transfers.length === 0}
        empty="You have sent and received nothing yet."
      >
        <DataTable
          label="Transfers"
          columns={COLUMNS}
          rows={transfers.data?.transfers ?? []}
          rowKey={({ sequence }) => sequence}
        />
      </Panel>
      <ConfirmDialog
        title="Send this?"
        isOpen={isAsking}
        onOpenChange={setAsking}
        description={`${display(form.amount)} ${form.asset} to ${form.to}. A transfer cannot be taken back.`}
        confirmText="Send"
        isBusy={send.isPending}
        onConfirm={() =>
          send.mutate(form, {
            onSuccess: () => change(EMPTY),
            onSettled: () => setAsking(false),
          })
        }
      />
    </div>
  );
}
