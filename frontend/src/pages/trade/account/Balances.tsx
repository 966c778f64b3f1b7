import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemText } from '../../../api/problem';
import type { Market } from '../../../api/types';
import { add, compare, decimalsOf, display, trimmed } from '../../../model/decimal';
import { useAccount } from '../../../state/account';
import { notify, warn } from '../../../state/notices';
import { callAsOwner } from '../../../state/owned';
import { takeFromFaucet, useIsOnPaper } from '../../../state/paper';
import { Button } from '../../../ui/Button';
import { Check } from '../../../ui/Check';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Waiting } from '../../../ui/Panel';

type Row = { asset: string; available: string; held: string; value: string | null };

const VALUED_MILLIS = 10_000;

/** What is free and held of each asset, and what it is worth. */
export function Balances({ market }: { market: Market }) {
  const account = useAccount();
  const isOnPaper = useIsOnPaper();
  const [isNothingHidden, setIsNothingHidden] = useState(false);
  const { data: valued } = useQuery({
    queryKey: ['account', 'values', market.quote],
    queryFn: () => callAsOwner('get', '/api/v1/account', { query: { quote: market.quote } }),
    refetchInterval: VALUED_MILLIS,
  });
  const decimals = decimalsOf(market.tick_size);
  if (!account) {
    return <Waiting problem={null} />;
  }
  const values = new Map(valued?.balances.map(({ asset, value }) => [asset, value ?? null]));
  const rows = Object.entries(account.balances)
    .map(([asset, funds]): Row => ({ asset, ...funds, value: values.get(asset) ?? null }))
    .filter(({ available, held }) => !isNothingHidden || compare(add(available, held), '0') > 0);
  return (
    <>
      <div className="table-tools">
        <span>
          All together:{' '}
          <strong>
            {valued?.value === undefined
              ? '–'
              : `${trimmed(valued.value, decimals)} ${market.quote}`}
          </strong>
        </span>
        <Check isChecked={isNothingHidden} onChange={setIsNothingHidden}>
          Hide what is empty
        </Check>
      </div>
      <DataTable
        label="Balances"
        columns={columnsOf(market.quote, decimals, isOnPaper)}
        rows={rows}
        rowKey={({ asset }) => asset}
        empty="No funds yet."
      />
    </>
  );
}

function columnsOf(quote: string, decimals: number, isOnPaper: boolean): Column<Row>[] {
  const columns: Column<Row>[] = [
    { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => <strong>{asset}</strong> },
    { key: 'available', title: 'Available', cell: ({ available }) => display(available) },
    { key: 'held', title: 'Held', cell: ({ held }) => display(held) },
    {
      key: 'total',
      title: 'Total',
      isMinor: true,
      cell: ({ available, held }) => display(add(available, held)),
    },
    {
      key: 'value',
      title: `Value (${quote})`,
      cell: ({ value }) => (value === null ? '–' : trimmed(value, decimals)),
    },
  ];
  const faucet: Column<Row> = {
    key: 'faucet',
    title: <span className="hidden">Play money</span>,
    className: 'action',
    cell: ({ asset }) => <Faucet asset={asset} />,
  };
  return isOnPaper ? [...columns, faucet] : columns;
}

/** A day's portion of play money; on the same day again it gives nothing. */
function Faucet({ asset }: { asset: string }) {
  const [isBusy, setIsBusy] = useState(false);

  async function take() {
    setIsBusy(true);
    try {
      const { duplicate } = await takeFromFaucet(asset);
      if (duplicate) {
        notify(`You have had today's ${asset}. There is more tomorrow.`);
      }
    } catch (thrown) {
      warn('No play money', problemText(thrown));
    }
    setIsBusy(false);
  }

  return (
    <Button isSmall isBusy={isBusy} onClick={take} aria-label={`Get ${asset} from the faucet`}>
      Get more
    </Button>
  );
}
