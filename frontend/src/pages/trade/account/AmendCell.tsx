import type { OwnOrder } from '../../../model/account/events';
import { display } from '../../../model/decimal';

/** The change of an open order that is being typed. */
export type Amending = { id: string; price: string; quantity: string };

type Props = {
  order: OwnOrder;
  field: 'price' | 'quantity';
  amending: Amending | null;
  setAmending: (amending: Amending | null) => void;
};

/** Price or quantity of an open order; an input while the order is being changed. */
export function AmendCell({ order, field, amending, setAmending }: Props) {
  const value = order[field];
  if (amending?.id !== order.id) {
    return value === null ? 'Market' : display(field === 'quantity' ? sizeOf(order) : value);
  }
  return (
    <input
      className="amend"
      inputMode="decimal"
      autoComplete="off"
      form={formOf(order.id)}
      aria-label={`New ${field}`}
      value={amending[field]}
      // biome-ignore lint/a11y/noAutofocus: it was asked for with the button of this row
      autoFocus={field === 'price'}
      onChange={(event) => setAmending({ ...amending, [field]: event.target.value })}
      onKeyDown={(event) => event.key === 'Escape' && setAmending(null)}
    />
  );
}

/** The inputs stand in two cells, the form in a third. */
export function formOf(orderId: string): string {
  return `amend-${orderId}`;
}

/** A market order by amount has no quantity before it is filled. */
function sizeOf({ quantity, quote_quantity }: OwnOrder): string {
  return quantity === '0' && quote_quantity ? quote_quantity : quantity;
}
