import { useState } from 'react';
import type { Market } from '../../api/types';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Field } from '../../ui/Field';
import { FormDialog } from './FormDialog';

const RULES = [
  ['maker_fee', 'Maker fee, a share such as 0.001'],
  ['taker_fee', 'Taker fee, a share such as 0.001'],
  ['collar', 'Collar of market orders, a share of the best price'],
  ['min_notional', 'Least order'],
  ['max_notional', 'Greatest order'],
] as const;

type Rule = (typeof RULES)[number][0];

/** Changes the rules of a market that may change; its tick and lot never do. */
export function RulesDialog({ market, onClose }: { market: Market; onClose: () => void }) {
  const [values, setValues] = useState<Partial<Record<Rule, string>>>({});
  const changed = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== market[name as Rule]),
  );
  const change = useAdminAction(
    () =>
      callAsOwner('patch', '/api/v1/admin/markets/{symbol}', {
        params: { symbol: market.symbol },
        body: changed,
      }),
    ['markets'],
    () => {
      onClose();
      return `The rules of ${market.symbol} are changed.`;
    },
  );
  return (
    <FormDialog
      title={`Rules of ${market.symbol}`}
      description={`Tick ${market.tick_size} and lot ${market.lot_size} are final. Fees count for orders placed from now on.`}
      action={change}
      confirmText="Change the rules"
      onSubmit={() => change.run(undefined)}
      onClose={onClose}
    >
      {RULES.map(([name, label]) => (
        <Field
          key={name}
          label={label}
          inputMode="decimal"
          unit={name.endsWith('notional') ? market.quote : undefined}
          value={values[name] ?? market[name] ?? ''}
          problem={change.wrong(name)}
          onChange={({ target }) => setValues({ ...values, [name]: target.value })}
        />
      ))}
    </FormDialog>
  );
}
