import { useState } from 'react';
import { display } from '../../model/decimal';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Field } from '../../ui/Field';
import { FormDialog } from './FormDialog';
import type { FundsRequest } from './MoneyPage';

export type Decision = { request: FundsRequest; isApproval: boolean };

/** Approves or refuses what somebody else asked for. */
export function DecideDialog({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { request, isApproval } = decision;
  const [reason, setReason] = useState('');
  const decide = useAdminAction(
    () => decided(decision, reason),
    ['withdrawals', 'adjustments'],
    () => {
      onClose();
      return isApproval ? 'It is approved.' : 'It is refused.';
    },
  );
  const verb = isApproval ? 'Approve' : 'Refuse';
  return (
    <FormDialog
      title={`${verb} ${display(request.amount)} ${request.asset}`}
      description={`${request.details} Asked by ${request.requestedBy}.`}
      action={decide}
      confirmText={verb}
      isDangerous={!isApproval}
      onSubmit={() => decide.run(undefined)}
      onClose={onClose}
    >
      <Field
        label={isApproval ? 'Reason (optional)' : 'Reason, told to the user'}
        value={reason}
        required={!isApproval}
        maxLength={500}
        problem={decide.wrong('reason')}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}

async function decided({ request, isApproval }: Decision, reason: string): Promise<unknown> {
  const body = reason ? { reason } : {};
  if (request.kind === 'withdrawals') {
    const params = { withdrawal_id: request.id };
    return isApproval
      ? callAsOwner('post', '/api/v1/admin/withdrawals/{withdrawal_id}/approve', { params, body })
      : callAsOwner('post', '/api/v1/admin/withdrawals/{withdrawal_id}/refuse', { params, body });
  }
  const params = { adjustment_id: request.id };
  return isApproval
    ? callAsOwner('post', '/api/v1/admin/adjustments/{adjustment_id}/approve', { params, body })
    : callAsOwner('post', '/api/v1/admin/adjustments/{adjustment_id}/refuse', { params, body });
}
