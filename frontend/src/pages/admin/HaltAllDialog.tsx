import { useState } from 'react';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { FormDialog } from './FormDialog';
import { ReasonField } from './fields';

/** The emergency brake: every market at once. */
export function HaltAllDialog({ onClose }: { onClose: () => void }) {
  const [reason, setReason] = useState('');
  const halt = useAdminAction(
    () => callAsOwner('post', '/api/v1/admin/halt', { body: { reason } }),
    ['markets'],
    () => {
      onClose();
      return 'Every market is halted.';
    },
  );
  return (
    <FormDialog
      title="Halt every market"
      description="Orders are refused at once, cancels go on. Markets are opened again one by one."
      action={halt}
      confirmText="Halt all markets"
      isDangerous
      onSubmit={() => halt.run(undefined)}
      onClose={onClose}
    >
      <ReasonField
        label="Reason, shown to everybody"
        maxLength={200}
        value={reason}
        onChange={setReason}
        action={halt}
      />
    </FormDialog>
  );
}
