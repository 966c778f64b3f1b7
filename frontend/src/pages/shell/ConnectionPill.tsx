import { connection } from '../../state/feed';
import { useStore } from '../../state/store';
import type { Connection } from '../../stream/feedSocket';

const TEXTS: Record<Connection, string> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
};

/** How the line to the exchange is, in a word. */
export function ConnectionPill() {
  const line = useStore(connection);
  return (
    <span className={`pill ${line}`} role="status">
      {TEXTS[line]}
    </span>
  );
}
