import { lazy, Suspense } from 'react';
import type { Market } from '../../../api/types';
import { session } from '../../../state/session';
import { useStore } from '../../../state/store';

const OwnPanel = lazy(() => import('./OwnPanel'));

/**
 * What is the own: orders, what became of them, and the balances they are paid from. A guest has
 * none of it, and does not wait for its script.
 */
export function AccountPanel({ market }: { market: Market }) {
  const owner = useStore(session)?.owner;
  return owner ? (
    <Suspense fallback={null}>
      <OwnPanel market={market} />
    </Suspense>
  ) : null;
}
