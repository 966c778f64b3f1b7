import { shareOf, withShare } from '../../../model/ticket/sizes';
import { Button } from '../../../ui/Button';
import { NumberInput } from '../../../ui/NumberInput';
import type { FieldsProps } from './PriceFields';

const SHARES = [25, 50, 75, 100];

/** How much: quantity and total, of which one follows from the other, and a share of the funds. */
export function SizeFields({ market, view, wrong, change }: FieldsProps) {
  const { ticket, available, reference } = view;
  const funds = available ?? '0';
  const share = shareOf(ticket, market, funds, reference);

  function take(percent: number) {
    const { quantity, total, sizedBy } = withShare(ticket, market, funds, percent, reference);
    change({ quantity, total, sizedBy });
  }

  return (
    <>
      <NumberInput
        name="quantity"
        label="Quantity"
        step={market.lot_size}
        unit={market.base}
        value={ticket.quantity}
        problem={wrong.quantity}
        onChange={(quantity) => change({ quantity, sizedBy: 'quantity' })}
      />
      <NumberInput
        name="total"
        label="Total"
        step={market.tick_size}
        unit={market.quote}
        value={ticket.total}
        problem={wrong.total}
        onChange={(total) => change({ total, sizedBy: 'total' })}
      />
      <div className="share">
        <input
          type="range"
          min={0}
          max={100}
          step={1}
          value={share}
          aria-label="Share of what is available"
          aria-valuetext={`${share} per cent`}
          disabled={available === null}
          onChange={(event) => take(Number(event.target.value))}
        />
        <fieldset className="shortcuts">
          <legend className="hidden">Take a share of what is available</legend>
          {SHARES.map((percent) => (
            <Button key={percent} isSmall disabled={!available} onClick={() => take(percent)}>
              {percent}%
            </Button>
          ))}
        </fieldset>
      </div>
    </>
  );
}
