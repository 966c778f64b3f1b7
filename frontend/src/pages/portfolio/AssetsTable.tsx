import type { Portfolio, PortfolioAsset } from '../../api/types';
import { display } from '../../model/decimal';
import { byValue, cut } from '../../model/portfolio';
import { type Column, DataTable } from '../../ui/DataTable';
import { Signed } from '../../ui/Signed';

const NONE = <span className="soft">–</span>;

/** Each asset with its average cost and what it gained. */
export function AssetsTable({ portfolio }: { portfolio: Portfolio }) {
  const { quote, assets } = portfolio;
  const money = (value: string | null) => (value === null ? NONE : display(cut(value, 2)));
  const gain = (value: string | null) => (value === null ? NONE : <Signed value={cut(value, 2)} />);
  const columns: Column<PortfolioAsset>[] = [
    { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => <b>{asset}</b> },
    { key: 'quantity', title: 'Quantity', cell: ({ quantity }) => display(quantity) },
    {
      key: 'average',
      title: `Average cost (${quote})`,
      isMinor: true,
      cell: (row) => money(row.average_cost),
    },
    { key: 'price', title: `Price (${quote})`, isMinor: true, cell: ({ price }) => money(price) },
    { key: 'value', title: `Value (${quote})`, cell: ({ value }) => money(value) },
    { key: 'cost', title: 'Cost', isMinor: true, cell: ({ cost }) => money(cost) },
    { key: 'open', title: 'Not realised', cell: (row) => gain(row.unrealized_profit) },
    { key: 'done', title: 'Realised', cell: (row) => gain(row.realized_profit) },
  ];
  return (
    <DataTable
      label="Assets"
      columns={columns}
      rows={byValue(assets)}
      rowKey={({ asset }) => asset}
    />
  );
}
