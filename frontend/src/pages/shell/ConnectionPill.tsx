import { useEffect, useState } from 'react';
import { useStore } from '../../state/store';
import { line, resyncing, roundTrip } from '../../state/stream';

const SECOND = 1_000;

/** How the line to the exchange is, in a word, and how long the way there and back takes. */
export function ConnectionPill() {
  const state = useStore(line);
  const isResyncing = useStore(resyncing) > 0;
  const millis = useStore(roundTrip);
  switch (state.kind) {
    case 'idle':
      return null;
    case 'connecting':
      return <Pill look="waiting" text="Connecting" />;
    case 'reconnecting':
      return <Reconnecting retryAt={state.retryAt} />;
    case 'stale':
      return <Pill look="waiting" text="Stale" title="The exchange has been silent for a while" />;
    case 'live':
      return isResyncing ? (
        <Pill look="waiting" text="Resyncing" title="Waiting for the newest state of a market" />
      ) : (
        <Pill
          look="live"
          text="Live"
          detail={millis === null ? '' : `${Math.max(1, Math.round(millis))} ms`}
          title="Connected; the time is that of a message there and back"
        />
      );
  }
}

function Reconnecting({ retryAt }: { retryAt: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND / 4);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((retryAt - now) / SECOND);
  return (
    <Pill look="broken" text="Reconnecting" detail={seconds > 0 ? `in ${seconds} s` : 'now'} />
  );
}

type PillProps = { look: string; text: string; detail?: string; title?: string };

/** The detail changes often, so only the word is read out. */
function Pill({ look, text, detail = '', title }: PillProps) {
  return (
    <span className={`pill ${look}`} title={title}>
      <span role="status">{text}</span>
      {detail && <span className="pill-detail">{detail}</span>}
    </span>
  );
}
