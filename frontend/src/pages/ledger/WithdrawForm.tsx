import { useState } from 'react';
import { Problem, problemText } from '../../api/problem';
import { newName, requestWithdrawal, type WithdrawalForm } from '../../state/funds';
import { useOwnDeed } from '../../state/useOwn';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { AmountFields } from './AmountFields';

const EMPTY: WithdrawalForm = { asset: '', amount: '', address: '' };

/** Asks for a withdrawal; an admin decides. Sent again after a doubt it is the same one. */
export function WithdrawForm() {
  const [form, setForm] = useState(EMPTY);
  const [name, setName] = useState(newName);
  const change = (part: Partial<WithdrawalForm>) => {
    setForm({ ...form, ...part });
    setName(newName());
  };
  const ask = useOwnDeed(
    (wanted: WithdrawalForm) => requestWithdrawal(wanted, name),
    'The withdrawal is asked for. Its amount is held until it is decided.',
  );
  const problemAt = (field: string) =>
    ask.error instanceof Problem && ask.error.field === field ? problemText(ask.error) : undefined;
  return (
    <form
      className="stack padded"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate(form, { onSuccess: () => change(EMPTY) });
      }}
    >
      <AmountFields form={form} onChange={change} problemAt={problemAt} />
      <Field
        label="Where to"
        placeholder="Address or account"
        required
        maxLength={500}
        value={form.address}
        problem={problemAt('address')}
        onChange={(event) => change({ address: event.target.value })}
      />
      <Button type="submit" isBusy={ask.isPending}>
        Ask for the withdrawal
      </Button>
    </form>
  );
}
