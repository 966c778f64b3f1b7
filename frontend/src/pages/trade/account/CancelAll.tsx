import { useState } from 'react';
import { problemText } from '../../../api/problem';
import { warn } from '../../../state/notices';
import { cancelAll } from '../../../state/orders';
import { Button } from '../../../ui/Button';
import { ConfirmDialog } from '../../../ui/Dialog';

/** Ends all open orders of the market that is shown, or of all, after asking once. */
export function CancelAll({ only, count }: { only: string | null; count: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const where = only ? `in ${only}` : 'in all markets';

  async function confirm() {
    setIsBusy(true);
    try {
      await cancelAll(only);
    } catch (thrown) {
      warn('Not all canceled', problemText(thrown));
    }
    setIsBusy(false);
    setIsAsking(false);
  }

  return (
    <div className="table-tools">
      <Button isSmall onClick={() => setIsAsking(true)}>
        {only ? `Cancel all in ${only}` : 'Cancel all orders'}
      </Button>
      <ConfirmDialog
        title={`Cancel all orders ${where}?`}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        description={`${count} open ${count === 1 ? 'order' : 'orders'} will be canceled, stops included.`}
        confirmText="Cancel all"
        isDangerous
        isBusy={isBusy}
        onConfirm={confirm}
      />
    </div>
  );
}
