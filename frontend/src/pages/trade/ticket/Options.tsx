import {
  KIND_RULES,
  lifetimeOf,
  rests,
  type SelfTradePrevention,
  type TimeInForce,
} from '../../../model/ticket/ticket';
import { prefer, usePreferences } from '../../../state/preferences';
import { Check } from '../../../ui/Check';
import { Field } from '../../../ui/Field';
import { NumberInput } from '../../../ui/NumberInput';
import { Select } from '../../../ui/Select';
import type { FieldsProps } from './PriceFields';

const LIFETIMES: Record<TimeInForce, string> = {
  GTC: 'Good till canceled',
  IOC: 'Immediate or cancel',
  FOK: 'Fill or kill',
  GTD: 'Good till a time',
  DAY: 'Good for the UTC day',
};

const PREVENTIONS: Record<SelfTradePrevention | '', string> = {
  '': 'As the account says',
  NONE: 'Trade with own orders',
  EXPIRE_TAKER: 'End the new order',
  EXPIRE_MAKER: 'End the resting order',
  EXPIRE_BOTH: 'End both orders',
  DECREMENT: 'Take both down',
};

/** How long an order lives, and what seldom is anything but its default. */
export function Options(props: FieldsProps) {
  const { view, wrong, change } = props;
  const { ticket } = view;
  const { lifetimes, mayPostOnly } = KIND_RULES[ticket.kind];
  const lifetime = lifetimeOf(ticket);
  return (
    <>
      <div className="lifetimes">
        <Select
          label="Time in force"
          isLabelHidden
          texts={lifetimes.map((each) => [each, LIFETIMES[each]] as const)}
          value={lifetime}
          onChange={(timeInForce) => change({ timeInForce })}
        />
        {mayPostOnly && (
          <Check
            isChecked={ticket.isPostOnly && rests(lifetime)}
            isDisabled={!rests(lifetime)}
            onChange={(isPostOnly) => change({ isPostOnly })}
          >
            Post only
          </Check>
        )}
      </div>
      <Wrong text={wrong.timeInForce ?? wrong.postOnly} />
      {lifetime === 'GTD' && (
        <Field
          label="Ends at"
          type="datetime-local"
          value={ticket.expiresAt}
          problem={wrong.expiresAt}
          onChange={(event) => change({ expiresAt: event.target.value })}
        />
      )}
      <More {...props} />
    </>
  );
}

function More({ market, view: { ticket }, wrong, change }: FieldsProps) {
  const { isOrderConfirmed } = usePreferences();
  const hasMistake = wrong.displayQuantity ?? wrong.selfTradePrevention;
  return (
    <details className="ticket-more" open={hasMistake ? true : undefined}>
      <summary>More options</summary>
      {KIND_RULES[ticket.kind].mayHide && (
        <NumberInput
          label="Shown quantity (iceberg)"
          step={market.lot_size}
          unit={market.base}
          placeholder="All"
          value={ticket.displayQuantity}
          problem={wrong.displayQuantity}
          isDisabled={!rests(lifetimeOf(ticket))}
          onChange={(displayQuantity) => change({ displayQuantity })}
        />
      )}
      <Select
        label="When it meets an own order"
        texts={PREVENTIONS}
        value={ticket.selfTradePrevention}
        onChange={(selfTradePrevention) => change({ selfTradePrevention })}
      />
      <Wrong text={wrong.selfTradePrevention} />
      <Check
        isChecked={isOrderConfirmed}
        onChange={(isChecked) => prefer({ isOrderConfirmed: isChecked })}
      >
        Ask before an order is sent
      </Check>
    </details>
  );
}

function Wrong({ text }: { text: string | undefined }) {
  return text ? (
    <p className="problem" role="alert">
      {text}
    </p>
  ) : null;
}
