import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { displayTime } from '../../model/time';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Button } from '../../ui/Button';
import { Check } from '../../ui/Check';
import { Dialog } from '../../ui/Dialog';
import { FeesPart } from './FeesPart';
import { ReasonField } from './fields';
import { Refused } from './Refused';
import type { ListedUser } from './UsersPage';

/** One user: role, tier, freeze and fees. Each part is asked for and changed by itself. */
export function UserDialog({ user, onClose }: { user: ListedUser; onClose: () => void }) {
  return (
    <Dialog
      title={user.email}
      description={`${user.name}, ${user.user_id}`}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <RolePart user={user} />
      <TierPart user={user} />
      <FreezePart user={user} />
      <FeesPart user={user} />
    </Dialog>
  );
}

function RolePart({ user }: { user: ListedUser }) {
  const isAdmin = user.user_type === 'admin';
  const change = useAdminAction(
    () =>
      callAsOwner('put', '/api/v1/admin/users/{user_id}/role', {
        params: { user_id: user.user_id },
        body: { user_type: isAdmin ? 'trader' : 'admin' },
      }),
    ['users'],
    ({ email, user_type }) => `${email} is now ${user_type === 'admin' ? 'an admin' : 'a trader'}.`,
  );
  return (
    <section className="user-part" aria-label="Role">
      <div className="user-part-line">
        <h3>Role: {user.user_type}</h3>
        <Button isSmall isBusy={change.isBusy} onClick={() => change.run(undefined)}>
          {isAdmin ? 'Make a trader' : 'Make an admin'}
        </Button>
      </div>
      <p className="soft">All logins of the user end with the change.</p>
      <Refused problem={change.problem} />
    </section>
  );
}

function TierPart({ user }: { user: ListedUser }) {
  const params = { user_id: user.user_id };
  const tier = useQuery({
    queryKey: ['tier', user.user_id],
    queryFn: () => callAsOwner('get', '/api/v1/admin/users/{user_id}/tier', { params }),
  });
  const isUnlimited = tier.data?.tier === 'unlimited';
  const change = useAdminAction(
    () =>
      callAsOwner('put', '/api/v1/admin/users/{user_id}/tier', {
        params,
        body: { tier: isUnlimited ? 'standard' : 'unlimited' },
      }),
    ['tier'],
    (now) => `The tier is now ${now.tier}.`,
  );
  return (
    <section className="user-part" aria-label="Tier">
      <div className="user-part-line">
        <h3>Tier: {tier.data?.tier ?? '…'}</h3>
        <Button
          isSmall
          disabled={!tier.data}
          isBusy={change.isBusy}
          onClick={() => change.run(undefined)}
        >
          {isUnlimited ? 'Make it standard' : 'Make it unlimited'}
        </Button>
      </div>
      <Refused problem={change.problem} />
    </section>
  );
}

function FreezePart({ user }: { user: ListedUser }) {
  const params = { user_id: user.user_id };
  const [reason, setReason] = useState('');
  const [cancelsOrders, setCancelsOrders] = useState(false);
  const freeze = useQuery({
    queryKey: ['freeze', user.user_id],
    queryFn: () => callAsOwner('get', '/api/v1/admin/users/{user_id}/freeze', { params }),
  });
  const isFrozen = freeze.data?.frozen === true;
  const change = useAdminAction(
    () =>
      callAsOwner('put', '/api/v1/admin/users/{user_id}/freeze', {
        params,
        body: { frozen: !isFrozen, reason, ...(isFrozen ? {} : { cancel_orders: cancelsOrders }) },
      }),
    ['freeze'],
    (now) => (now.frozen ? 'The account is frozen.' : 'The account is free again.'),
  );
  const { since, by, reason: why } = freeze.data ?? {};
  return (
    <section className="user-part" aria-label="Freeze">
      <h3>{freeze.data ? (isFrozen ? 'Frozen' : 'Not frozen') : '…'}</h3>
      {isFrozen && (
        <p className="soft">
          {since && displayTime(since)} by {by}: {why}
        </p>
      )}
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.run(undefined);
        }}
      >
        <ReasonField maxLength={500} value={reason} onChange={setReason} action={change} />
        {!isFrozen && (
          <Check isChecked={cancelsOrders} onChange={setCancelsOrders}>
            Cancel all open orders, too
          </Check>
        )}
        <Button
          type="submit"
          look={isFrozen ? 'quiet' : 'danger'}
          disabled={!freeze.data}
          isBusy={change.isBusy}
        >
          {isFrozen ? 'End the freeze' : 'Freeze the account'}
        </Button>
      </form>
      <Refused problem={change.problem} />
    </section>
  );
}
