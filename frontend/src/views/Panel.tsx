import type { ReactNode } from 'react';

type PanelProps = { title: string; className: string; aside?: ReactNode; children: ReactNode };

export function Panel({ title, className, aside, children }: PanelProps) {
  return (
    <section className={`panel ${className}`} aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** What a panel shows before its first answer: that it waits, or why in vain. */
export function Waiting({ problem, retry }: { problem: string | null; retry: () => void }) {
  if (!problem) {
    return <p className="empty">Loading…</p>;
  }
  return (
    <p className="empty problem" role="alert">
      {problem}{' '}
      <button type="button" className="quiet" onClick={retry}>
        Try again
      </button>
    </p>
  );
}

/** Over old values, when a later answer failed. */
export function Stale({ problem }: { problem: string | null }) {
  return problem ? (
    <p className="stale" role="status">
      Not up to date. {problem}
    </p>
  ) : null;
}
