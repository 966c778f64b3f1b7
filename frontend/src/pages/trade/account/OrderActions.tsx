import { useState } from 'react';
import { problemText } from '../../../api/problem';
import type { OwnOrder } from '../../../model/account/events';
import { display, typedDecimal } from '../../../model/decimal';
import { amendOrder } from '../../../state/amend';
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
            setAmending({ id: order.id, price: order.price ?? '', quantity: order.quantity })
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
        await amendOrder(order.id, change);
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
function changeOf(order: OwnOrder, amending: Amending) {
  const price = typedDecimal(amending.price);
  const quantity = typedDecimal(amending.quantity);
  if (price === null || quantity === null) {
    return null;
  }
  return {
    ...(price !== order.price && { price }),
    ...(quantity !== order.quantity && { quantity }),
  };
}

/** A stop that waits and an order of a list cannot be changed. */
function isAmendable({ price, stop_price, triggered, list_id, trailing_offset }: OwnOrder) {
  const waits = (stop_price !== null || trailing_offset !== null) && !triggered;
  return price !== null && !waits && list_id === null;
}
