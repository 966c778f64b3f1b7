import { useState } from 'react';
import type { Market } from '../../api/types';
import { useAdminAction } from '../../state/adminAction';
import { callAsOwner } from '../../state/owned';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { FormDialog } from './FormDialog';

type State = Market['status'];

const STATES: readonly (readonly [State, string, string])[] = [
  ['OPEN', 'Open', 'Orders trade. After an auction this uncrosses the book at one price.'],
  ['HALTED', 'Halted', 'Nothing is taken but cancels. With a time it ends in an auction.'],
  ['CANCEL_ONLY', 'Cancel only', 'Nothing is taken but cancels: a planned end.'],
  ['POST_ONLY', 'Post only', 'Only orders that rest are taken.'],
  ['AUCTION', 'Auction', 'Orders gather; at its end they trade at one price.'],
  ['DELISTED', 'Delisted', 'All orders end and no more are ever taken. This is final.'],
];

/** Changes what a market does with orders, for a reason that everybody is told. */
export function StateDialog({ market, onClose }: { market: Market; onClose: () => void }) {
  const [state, setState] = useState<State>(market.status === 'OPEN' ? 'HALTED' : 'OPEN');
  const [reason, setReason] = useState('');
  const [seconds, setSeconds] = useState('');
  const mayEnd = state === 'AUCTION' || state === 'HALTED';
  const change = useAdminAction(
    () =>
      callAsOwner('patch', '/api/v1/admin/markets/{symbol}', {
        params: { symbol: market.symbol },
        body: { state, reason, ...(mayEnd && seconds ? { seconds: Number(seconds) } : {}) },
      }),
    ['markets'],
    (now) => {
      onClose();
      return `${market.symbol} is ${now.status.toLowerCase().replace('_', ' ')}.`;
    },
  );
  return (
    <FormDialog
      title={`State of ${market.symbol}`}
      action={change}
      confirmText={`Set ${market.symbol} ${STATES.find(([key]) => key === state)?.[1].toLowerCase()}`}
      isDangerous={state !== 'OPEN'}
      onSubmit={() => change.run(undefined)}
      onClose={onClose}
    >
      <Select
        label="New state"
        texts={STATES.map(([key, title]) => [key, title] as const)}
        value={state}
        onChange={setState}
      />
      <p className="soft">{STATES.find(([key]) => key === state)?.[2]}</p>
      <Field
        label="Reason, shown to everybody"
        value={reason}
        maxLength={200}
        required
        problem={change.wrong('reason')}
        onChange={({ target }) => setReason(target.value)}
      />
      {mayEnd && (
        <Field
          label="Ends by itself after (optional)"
          unit="s"
          inputMode="numeric"
          pattern="[0-9]*"
          value={seconds}
          problem={change.wrong('seconds')}
          onChange={({ target }) => setSeconds(target.value)}
        />
      )}
    </FormDialog>
  );
}
