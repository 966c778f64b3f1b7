import { KIND_NAMES } from '../../model/postings';
import { displayTime } from '../../model/time';
import type { Column } from '../../ui/DataTable';
import { Signed } from '../../ui/Signed';
import type { PostingRow } from './PostingsTab';

export const POSTING_COLUMNS: readonly Column<PostingRow>[] = [
  { key: 'time', title: 'Time', isText: true, cell: ({ time }) => displayTime(time) },
  { key: 'kind', title: 'Kind', isText: true, cell: ({ kind }) => KIND_NAMES[kind] },
  { key: 'asset', title: 'Asset', isText: true, cell: ({ asset }) => asset },
  { key: 'available', title: 'Available', cell: ({ available }) => <Signed value={available} /> },
  { key: 'held', title: 'Held', cell: ({ held }) => <Signed value={held} /> },
  { key: 'market', title: 'Market', isText: true, isMinor: true, cell: ({ symbol }) => symbol },
  {
    key: 'about',
    title: 'About',
    isText: true,
    isMinor: true,
    cell: ({ trade_number, order_id, reference }) =>
      reference ?? (trade_number ? `Trade ${trade_number}` : order_id ? shortOrder(order_id) : ''),
  },
  { key: 'sequence', title: 'Event', isMinor: true, cell: ({ sequence }) => sequence },
];

function shortOrder(id: string) {
  return <span title={id}>Order {id.slice(-12)}</span>;
}
