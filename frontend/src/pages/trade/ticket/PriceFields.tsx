import type { Market } from '../../../api/types';
import { midPrice } from '../../../model/ticket/sizes';
import { KIND_RULES, type Ticket, type TicketErrors } from '../../../model/ticket/ticket';
import { Button } from '../../../ui/Button';
import { NumberInput } from '../../../ui/NumberInput';
import { Select } from '../../../ui/Select';
import type { TicketView } from './useTicket';

export type FieldsProps = {
  market: Market;
  view: TicketView;
  wrong: TicketErrors;
  change: (part: Partial<Ticket>) => void;
};

const TRAIL_UNITS = { percent: '%', price: 'Price' } as const;
const PERCENT_STEP = '0.01';

/** The prices that a kind of order has: stop, distance, limit. */
export function PriceFields(props: FieldsProps) {
  const { market, wrong, change, view } = props;
  const { ticket } = view;
  const rules = KIND_RULES[ticket.kind];
  const price = { step: market.tick_size, unit: market.quote };
  return (
    <>
      {rules.hasStop && (
        <NumberInput
          {...price}
          label={rules.isStopOptional ? 'Stop price to begin at (optional)' : 'Stop price'}
          value={ticket.stopPrice}
          problem={wrong.stopPrice}
          onChange={(stopPrice) => change({ stopPrice })}
        />
      )}
      {ticket.kind === 'OCO' && (
        <NumberInput
          {...price}
          label="Limit of the stop (empty: at the market)"
          value={ticket.stopLimitPrice}
          problem={wrong.stopLimitPrice}
          onChange={(stopLimitPrice) => change({ stopLimitPrice })}
        />
      )}
      {rules.isTrailing && <Trail {...props} />}
      {rules.hasLimit && (
        <NumberInput
          {...price}
          name="price"
          label={ticket.kind === 'OCO' ? 'Limit price' : 'Price'}
          value={ticket.price}
          problem={wrong.price}
          onChange={(typed) => change({ price: typed })}
        />
      )}
      {rules.hasLimit && <PriceShortcuts {...props} />}
    </>
  );
}

function Trail({ market, wrong, change, view: { ticket } }: FieldsProps) {
  const isPrice = ticket.trailUnit === 'price';
  return (
    <div className="trail">
      <NumberInput
        label="Distance"
        step={isPrice ? market.tick_size : PERCENT_STEP}
        unit={isPrice ? market.quote : '%'}
        value={ticket.trail}
        problem={wrong.trail}
        onChange={(trail) => change({ trail })}
      />
      <Select
        label="Distance in"
        isLabelHidden
        texts={TRAIL_UNITS}
        value={ticket.trailUnit}
        onChange={(trailUnit) => change({ trailUnit, trail: '' })}
      />
    </div>
  );
}

/** The prices of the moment, to take over. */
function PriceShortcuts({ market, change, view: { bestBid, bestAsk } }: FieldsProps) {
  const middle = bestBid && bestAsk ? midPrice(bestBid, bestAsk, market.tick_size) : null;
  const button = (text: string, price: string | null) => (
    <Button
      isSmall
      disabled={price === null}
      onClick={() => price && change({ price })}
      title={price ? `Take ${price} as the price` : 'There is none'}
    >
      {text}
    </Button>
  );
  return (
    <fieldset className="shortcuts">
      <legend className="hidden">Take a price</legend>
      {button('Bid', bestBid)}
      {button('Mid', middle)}
      {button('Ask', bestAsk)}
    </fieldset>
  );
}
