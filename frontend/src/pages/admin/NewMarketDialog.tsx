import { useState } from 'react';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { FormDialog } from './FormDialog';
import { wishFields } from './fields';

type Wishes = { symbol: string; tick_size: string; lot_size: string; min_notional: string };

/** Makes a market of two assets; what is not asked for here has the exchange's defaults. */
export function NewMarketDialog({ onClose }: { onClose: () => void }) {
  const [wishes, setWishes] = useState<Wishes>({
    symbol: '',
    tick_size: '0.01',
    lot_size: '0.0001',
    min_notional: '1',
  });
  const make = useAdminAction(
    () => callAsOwner('post', '/api/v1/admin/markets', { body: wishes }),
    ['markets'],
    (market) => {
      onClose();
      return `${market.symbol} is open.`;
    },
  );
  const field = wishFields({ wishes, setWishes, action: make });
  return (
    <FormDialog
      title="New market"
      description="Tick and lot are final. Both assets must be known to the exchange."
      action={make}
      confirmText="Make the market"
      onSubmit={() => make.run(undefined)}
      onClose={onClose}
    >
      {field('symbol', 'Symbol', 'SOL-USD')}
      {field('tick_size', 'Tick: the step of prices')}
      {field('lot_size', 'Lot: the step of quantities')}
      {field('min_notional', 'Least order, in the quote asset')}
    </FormDialog>
  );
}
