import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Refused } from './Refused';
import type { ListedUser } from './UsersPage';

const NO_RATES = { maker_fee: '', taker_fee: '', reason: '' };

/** What trading costs a user: the rates of the markets, or rates of their own. */
export function FeesPart({ user }: { user: ListedUser }) {
  const params = { user_id: user.user_id };
  const [rates, setRates] = useState(NO_RATES);
  const fees = useQuery({
    queryKey: ['fees', user.user_id],
    queryFn: () => callAsOwner('get', '/api/v1/admin/users/{user_id}/fees', { params }),
  });
  const set = useAdminAction(
    () => callAsOwner('put', '/api/v1/admin/users/{user_id}/fees', { params, body: rates }),
    ['fees'],
    () => {
      setRates(NO_RATES);
      return 'The user has rates of their own.';
    },
  );
  const overrides = fees.data?.overrides ?? [];
  const field = (name: keyof typeof NO_RATES, label: string) => (
    <Field
      label={label}
      value={rates[name]}
      required
      problem={set.wrong(name)}
      onChange={({ target }) => setRates({ ...rates, [name]: target.value })}
    />
  );
  return (
    <section className="user-part" aria-label="Fees">
      <h3>Fees: level {fees.data?.level ?? '…'}</h3>
      <ul className="soft">
        {overrides.map(({ symbol, maker_fee, taker_fee }) => (
          <li key={symbol ?? 'all'}>
            {symbol ?? 'All markets'}: maker {maker_fee}, taker {taker_fee}
          </li>
        ))}
      </ul>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          set.run(undefined);
        }}
      >
        {field('maker_fee', 'Maker fee in all markets, a share such as 0.0005')}
        {field('taker_fee', 'Taker fee in all markets')}
        {field('reason', 'Reason')}
        <Button type="submit" isBusy={set.isBusy}>
          Give these rates
        </Button>
      </form>
      <Refused problem={set.problem} />
    </section>
  );
}
