import { display, typedDecimal } from '../../model/decimal';
import { useBalances } from '../../state/funds';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';

type Form = { asset: string; amount: string };
type Props = {
  form: Form;
  onChange: (part: Partial<Form>) => void;
  problemAt: (field: string) => string | undefined;
};

/** An asset that one has and how much of it, with what is available at hand. */
export function AmountFields({ form, onChange, problemAt }: Props) {
  const balances = useBalances().data?.balances ?? [];
  const owned = balances.filter(({ available }) => available !== '0');
  const chosen = balances.find(({ asset }) => asset === form.asset);
  return (
    <>
      <Select
        label="Asset"
        texts={[['', 'Choose'], ...owned.map(({ asset }): [string, string] => [asset, asset])]}
        value={form.asset}
        onChange={(asset) => onChange({ asset })}
      />
      <Field
        label="Amount"
        inputMode="decimal"
        required
        pattern="\d*\.?\d+|\d+\.?"
        title="A decimal number"
        value={form.amount}
        problem={problemAt('amount') ?? problemAt('asset')}
        onChange={(event) => onChange({ amount: event.target.value })}
        onBlur={() => onChange({ amount: typedDecimal(form.amount) ?? form.amount })}
        unit={form.asset}
      />
      {chosen && (
        <p className="hint">
          Available: {display(chosen.available)} {chosen.asset}{' '}
          <Button look="bare" isSmall onClick={() => onChange({ amount: chosen.available })}>
            All of it
          </Button>
        </p>
      )}
    </>
  );
}
