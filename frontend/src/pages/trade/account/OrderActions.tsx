import { useState } from 'react';
import { problemText } from '../../../api/problem';
import type { OwnOrder } from '../../../model/account/events';
import { isReplaceable, type StopChange } from '../../../model/account/replacement';
import { display, typedDecimal } from '../../../model/decimal';
import { amendOrder, replaceStop } from '../../../state/amend';
import { warn } from '../../../state/notices';
import { cancelOrder } from '../../../state/orders';
import { Button, IconButton } from '../../../ui/Button';
import { type Amending, formOf } from './AmendCell';

type Props = {
  order: OwnOrder;
  amending: Amending | null;
  setAmending: (amending: Amending | null) => void;
  onStory: (orderId: string) => void;
};

/** What can be done about an open order: change it, cancel it, or ask what happened to it. */
export function OrderActions(props: Props) {
  const { order, amending, setAmending, onStory } = props;
  const [isBusy, setIsBusy] = useState(false);
  if (amending?.id === order.id) {
    return <AmendForm {...props} amending={amending} />;
  }
  const name = `${order.side.toLowerCase()} ${display(order.remaining)} ${order.symbol}`;

  async function cancel() {
    setIsBusy(true);
    try {
      await cancelOrder(order.id);
    } catch (thrown) {
      warn('Not canceled', problemText(thrown));
    }
    setIsBusy(false);
  }

  return (
    <span className="actions">
      <IconButton
        icon="help"
        label={`Why: what happened to ${name}`}
        isSmall
        onClick={() => onStory(order.id)}
      />
      {isAmendable(order) && (
        <IconButton
          icon="edit"
          label={`Change ${name}`}
          isSmall
          onClick={() =>
            setAmending({
              id: order.id,
              price: order.price ?? '',
              quantity: order.quantity,
              stop_price: order.stop_price ?? '',
            })
          }
        />
      )}
      <Button isSmall isBusy={isBusy} aria-label={`Cancel ${name}`} onClick={cancel}>
        Cancel
      </Button>
    </span>
  );
}

function AmendForm({ order, amending, setAmending }: Props & { amending: Amending }) {
  const [isBusy, setIsBusy] = useState(false);

  async function save() {
    const change = changeOf(order, amending);
    if (change === null) {
      warn('Not changed', 'Price and quantity are positive numbers, such as 1.5.');
      return;
    }
    setIsBusy(true);
    try {
      if (Object.keys(change).length > 0) {
        await (isReplaceable(order) ? replaceStop(order, change) : amendOrder(order.id, change));
      }
      setAmending(null);
    } catch (thrown) {
      warn('Not changed', problemText(thrown));
    }
    setIsBusy(false);
  }

  return (
    <form
      id={formOf(order.id)}
      className="actions"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Button type="submit" look="primary" isSmall isBusy={isBusy}>
        Save
      </Button>
      <Button isSmall onClick={() => setAmending(null)}>
        Back
      </Button>
    </form>
  );
}

/** Only what is another than before; null when it is no number. */
function changeOf(order: OwnOrder, amending: Amending): StopChange | null {
  const change: StopChange = {};
  for (const field of ['price', 'quantity', 'stop_price'] as const) {
    if (order[field] === null || (field === 'stop_price' && !isReplaceable(order))) {
      continue;
    }
    const typed = typedDecimal(amending[field]);
    if (typed === null) {
      return null;
    }
    if (typed !== order[field]) {
      change[field] = typed;
    }
  }
  return change;
}

/** A trailing stop that waits and an order of a list cannot be changed. */
function isAmendable(order: OwnOrder) {
  const { price, stop_price, triggered, list_id, trailing_offset } = order;
  const waits = (stop_price !== null || trailing_offset !== null) && !triggered;
  return isReplaceable(order) || (price !== null && !waits && list_id === null);
}
