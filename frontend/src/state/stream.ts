import { ExchangeStream } from '../stream/exchangeStream';
import type { LineState } from '../stream/line';
import { accessToken, renewed, session } from './session';
import { Store } from './store';

/** How the line to the exchange is. */
export const line = new Store<LineState>({ kind: 'idle' });
/** Of the last ping, in milliseconds; null before the first. */
export const roundTrip = new Store<number | null>(null);
/** How many topics wait for a new snapshot. */
export const resyncing = new Store(0);

let opened: ExchangeStream | null = null;

/** The one stream of this page; the socket opens when it is first asked for. */
export function stream(): ExchangeStream {
  opened ??= open();
  return opened;
}

function open(): ExchangeStream {
  const made = new ExchangeStream(`${socketBase()}/api/v1/ws`, token, {
    onState: (state) => {
      line.set(state);
      if (state.kind !== 'live') {
        roundTrip.set(null);
      }
    },
    onRoundTrip: (millis) => roundTrip.set(millis),
    onResyncing: (topics) => resyncing.set(topics),
  });
  let userId = session.get()?.owner.userId;
  session.subscribe(() => {
    const now = session.get()?.owner.userId;
    if (now !== userId) {
      userId = now;
      made.restart();
    }
  });
  return made;
}

async function token(refused: string | null): Promise<string | null> {
  if (!session.get()) {
    return null;
  }
  const living = await accessToken();
  return living === refused ? renewed(living) : living;
}

/** The page's own origin unless VITE_WS_BASE says otherwise. */
export function socketBase(): string {
  const base = import.meta.env.VITE_WS_BASE?.replace(/\/$/, '');
  return base || location.origin.replace(/^http/, 'ws');
}
