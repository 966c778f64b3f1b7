import type { LeaderboardRow } from '../../api/types';
import { cut, inPercent } from '../../model/portfolio';
import { displayTime } from '../../model/time';
import { Badge } from '../../ui/Badge';
import { type Column, DataTable } from '../../ui/DataTable';
import { Signed } from '../../ui/Signed';

type Props = { rows: readonly LeaderboardRow[]; quote: string };

export function LeaderboardTable({ rows, quote }: Props) {
  const columns: Column<LeaderboardRow>[] = [
    { key: 'rank', title: 'Rank', cell: ({ rank }) => rank },
    {
      key: 'name',
      title: 'Name',
      isText: true,
      cell: ({ name, demo, is_own }) => (
        <span className="badges">
          {is_own ? <b>{name}</b> : name}
          {is_own && <Badge tone="accent">you</Badge>}
          {demo && <Badge>demo</Badge>}
        </span>
      ),
    },
    {
      key: 'return',
      title: 'Return',
      cell: (row) => <Signed value={inPercent(row.return) ?? '0'} unit=" %" />,
    },
    {
      key: 'profit',
      title: `Profit (${quote})`,
      cell: ({ profit }) => <Signed value={cut(profit, 2)} />,
    },
    { key: 'trades', title: 'Fills', isMinor: true, cell: ({ trades }) => trades },
    { key: 'since', title: 'Since', isMinor: true, cell: ({ since }) => displayTime(since) },
  ];
  return (
    <DataTable label="Leaderboard" columns={columns} rows={rows} rowKey={({ rank }) => rank} />
  );
}
