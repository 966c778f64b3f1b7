import { useState } from 'react';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Select } from '../../ui/Select';
import { FormDialog } from './FormDialog';
import { wishFields } from './fields';
import { UserField, userIdOf } from './UserField';

const DIRECTIONS = { CREDIT: 'Add to the balance', DEBIT: 'Take from the balance' } as const;

/** Proposes to correct a balance; another admin decides. */
export function AdjustmentDialog({ onClose }: { onClose: () => void }) {
  const [wishes, setWishes] = useState({ asset: '', amount: '', reason: '' });
  const [user, setUser] = useState('');
  const [direction, setDirection] = useState<keyof typeof DIRECTIONS>('CREDIT');
  // Sent again after a doubt, it is the same proposal.
  const [reference] = useState(() => crypto.randomUUID());
  const propose = useAdminAction(
    async () => {
      const user_id = await userIdOf(user);
      return callAsOwner('post', '/api/v1/admin/adjustments', {
        body: { ...wishes, user_id, direction, reference },
      });
    },
    ['adjustments'],
    () => {
      onClose();
      return 'It waits for another admin.';
    },
  );
  const field = wishFields({ wishes, setWishes, action: propose });
  return (
    <FormDialog
      title="Correct a balance"
      description="Another admin has to approve it."
      action={propose}
      confirmText="Propose"
      onSubmit={() => propose.run(undefined)}
      onClose={onClose}
    >
      <UserField value={user} onChange={setUser} problem={propose.wrong('user_id')} />
      <Select label="What to do" texts={DIRECTIONS} value={direction} onChange={setDirection} />
      {field('asset', 'Asset')}
      {field('amount', 'Amount')}
      {field('reason', 'Reason')}
    </FormDialog>
  );
}
