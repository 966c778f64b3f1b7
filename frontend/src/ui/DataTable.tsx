import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

export type Column<R> = {
  key: string;
  title: ReactNode;
  cell: (row: R) => ReactNode;
  /** Words at the left, numbers (the default) at the right. */
  isText?: boolean;
  /** Left out where the table is narrow. */
  isMinor?: boolean;
  className?: string;
};

type Props<R> = {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  empty?: ReactNode;
  className?: string;
  /** Below the last row, such as a button for more. */
  footer?: ReactNode;
};

const ROW_PIXELS = 30;
const DRAWN_WHOLE_MAX = 200;

/** Rows under fixed titles. Of a long list only the rows in sight are drawn. */
export function DataTable<R>(props: Props<R>) {
  const { label, columns, rows, rowKey, empty = 'Nothing here yet.', className = '' } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = rows.length > DRAWN_WHOLE_MAX;
  const virtual = useVirtualizer({
    count: isLong ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 20,
  });
  const drawn = virtual.getVirtualItems();
  const first = isLong ? (drawn[0]?.index ?? 0) : 0;
  const end = isLong ? (drawn.at(-1)?.index ?? -1) + 1 : rows.length;
  const classOf = ({ isText, isMinor, className: own }: Column<R>) =>
    [isText && 'text', isMinor && 'minor', own].filter(Boolean).join(' ') || undefined;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: so that arrow keys can scroll it
    <div className={`scroll data-table ${className}`} ref={scroller} tabIndex={0}>
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} columns={columns.length} />
          {rows.slice(first, end).map((row) => (
            <tr key={rowKey(row)} data-key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          <Gap rows={rows.length - end} columns={columns.length} />
        </tbody>
      </table>
      {rows.length === 0 && <div className="empty">{empty}</div>}
      {props.footer}
    </div>
  );
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  return rows > 0 ? (
    <tr className="gap">
      <td colSpan={columns} style={{ height: rows * ROW_PIXELS }} />
    </tr>
  ) : null;
}
