import type { OwnOrder } from '../../../model/account/events';
import { isReplaceable } from '../../../model/account/replacement';
import { triggerText } from '../../../model/account/words';
import { display } from '../../../model/decimal';

/** The change of an open order that is being typed. */
export type Amending = { id: string; price: string; quantity: string; stop_price: string };

type Props = {
  order: OwnOrder;
  field: 'price' | 'quantity' | 'stop_price';
  amending: Amending | null;
  setAmending: (amending: Amending | null) => void;
};

/** Price, quantity or trigger of an open order; an input while the order is being changed. */
export function AmendCell({ order, field, amending, setAmending }: Props) {
  const value = order[field];
  if (field === 'stop_price' && (amending?.id !== order.id || !isReplaceable(order))) {
    return triggerText(order) || '–';
  }
  if (amending?.id !== order.id || value === null) {
    return value === null ? 'Market' : display(field === 'quantity' ? sizeOf(order) : value);
  }
  return (
    <input
      className="amend"
      inputMode="decimal"
      autoComplete="off"
      form={formOf(order.id)}
      aria-label={`New ${field.replace('_', ' ')}`}
      value={amending[field]}
      // biome-ignore lint/a11y/noAutofocus: it was asked for with the button of this row
      autoFocus={field === (order.price === null ? 'stop_price' : 'price')}
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
