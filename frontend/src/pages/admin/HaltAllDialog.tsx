import { useState } from 'react';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Field } from '../../ui/Field';
import { FormDialog } from './FormDialog';

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
      <Field
        label="Reason, shown to everybody"
        value={reason}
        required
        maxLength={200}
        problem={halt.wrong('reason')}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
