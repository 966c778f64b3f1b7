import { useState } from 'react';
import { display } from '../../model/decimal';
import { useAssets } from '../../state/assets';
import { newName, resetAccount, takeFromFaucet } from '../../state/funds';
import { notify } from '../../state/notices';
import { useOwnDeed } from '../../state/useOwn';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Dialog';
import { Panel } from '../../ui/Panel';

/** Where accounts are on paper: a day's portion of test money, and starting anew. */
export function PaperFunds() {
  const assets = useAssets();
  const [isAsking, setAsking] = useState(false);
  const take = useOwnDeed(takeFromFaucet);
  const reset = useOwnDeed(resetAccount, 'Your account is back at its start.');
  const pour = (asset: string) =>
    take.mutate(asset, {
      onSuccess: ({ duplicate, amount }) =>
        notify(
          duplicate
            ? `You have had today's ${asset}. There is more tomorrow.`
            : `${display(amount)} ${asset} are in your account.`,
        ),
    });
  return (
    <Panel title="Test money">
      <div className="stack padded">
        <p className="hint">
          This account is on paper. Once a day you may take more of each asset.
        </p>
        <div className="deeds">
          {assets.map(({ name }) => (
            <Button
              key={name}
              isBusy={take.isPending && take.variables === name}
              onClick={() => pour(name)}
            >
              Get {name}
            </Button>
          ))}
        </div>
        <p className="hint">
          A reset cancels your orders and brings every balance back to the start. Your history
          stays.
        </p>
        <div className="deeds">
          <Button look="danger" onClick={() => setAsking(true)}>
            Reset the account
          </Button>
        </div>
      </div>
      <ConfirmDialog
        title="Start anew?"
        isOpen={isAsking}
        onOpenChange={setAsking}
        description="Open orders and waiting withdrawals are canceled, and all balances go back to what a new account has. Profit and rank begin anew."
        confirmText="Reset the account"
        isDangerous
        isBusy={reset.isPending}
        onConfirm={() => reset.mutate(newName(), { onSettled: () => setAsking(false) })}
      />
    </Panel>
  );
}
