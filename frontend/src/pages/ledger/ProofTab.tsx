import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/http';
import { Problem, problemText } from '../../api/problem';
import { canHash, checkInclusion } from '../../model/proof';
import { useBalances } from '../../state/funds';
import { callAsOwner } from '../../state/owned';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { ProofResult } from './ProofResult';

/** Recomputes here, in the browser, that the own balance is part of what the exchange owes. */
export function ProofTab() {
  const balances = useBalances().data?.balances ?? [];
  const [asset, setAsset] = useState('');
  const chosen = asset || (balances[0]?.asset ?? '');
  const check = useMutation({
    mutationFn: async (wanted: string) => {
      const roots = await call('get', '/api/v1/proofs');
      if (!roots.some(({ asset }) => asset === wanted)) {
        return null;
      }
      const query = { asset: wanted };
      const proof = await callAsOwner('get', '/api/v1/account/proof', { query });
      return { proof, checked: await checkInclusion(proof, roots) };
    },
  });
  return (
    <div className="stack padded">
      <div className="prose flush">
        <p>
          Once a day the exchange publishes, for each asset, the total that it owes to all its users
          together, and the root of a tree that has every balance as a leaf. This page takes your
          own leaf and its neighbours, computes every hash and sum up to the root by itself, and
          compares the result with what is published. It proves that your balance is counted in the
          total; not that the exchange has as much.
        </p>
      </div>
      <form
        className="filters flush"
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(chosen);
        }}
      >
        <Select
          label="Asset"
          texts={balances.map((balance): [string, string] => [balance.asset, balance.asset])}
          value={chosen}
          onChange={(wanted) => {
            setAsset(wanted);
            check.reset();
          }}
        />
        <Button
          type="submit"
          look="primary"
          isBusy={check.isPending}
          disabled={!chosen || !canHash()}
        >
          Check my {chosen || 'balance'}
        </Button>
      </form>
      {!canHash() && (
        <p className="problem" role="alert">
          Browsers compute hashes only on pages that come over HTTPS or from this computer. Save the
          proof and check it with <code>./exchange verify-proof</code> instead.
        </p>
      )}
      <div aria-live="polite">
        {check.error && <p className="problem">{proofProblem(check.error)}</p>}
        {check.data === null && <p className="problem">{NO_PROOF}</p>}
        {check.data && <ProofResult proof={check.data.proof} checked={check.data.checked} />}
      </div>
    </div>
  );
}

const NO_PROOF =
  'There is no proof with a balance of yours in this asset yet. One is made every day.';

function proofProblem(thrown: Error): string {
  return thrown instanceof Problem && thrown.status === 404 ? NO_PROOF : problemText(thrown);
}
