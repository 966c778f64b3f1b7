import type { ReactNode } from 'react';
import { Button } from './Button';
import { ErrorBoundary } from './ErrorBoundary';

/** What a panel knows about its content beside the content. */
export type PanelState = {
  isLoading?: boolean;
  /** Why there is nothing to show, or nothing newer. */
  problem?: string | null;
  retry?: () => void;
  /** Shown instead of the content: what would stand here, and the next step. */
  empty?: ReactNode;
  isEmpty?: boolean;
  /** There is content, but it is not up to date. */
  isStale?: boolean;
};

type PanelProps = PanelState & {
  title: string;
  className?: string;
  aside?: ReactNode;
  /** For a panel whose tabs are its title. */
  isTitleHidden?: boolean;
  children?: ReactNode;
};

/** A region of a page: its title, and its content or why there is none. Fails alone. */
export function Panel(props: PanelProps) {
  const { title, className = '', aside, isTitleHidden = false, children, ...state } = props;
  return (
    <section className={`panel ${className}`} aria-label={title}>
      {isTitleHidden ? (
        <h2 className="hidden">{title}</h2>
      ) : (
        <div className="panel-head">
          <h2>{title}</h2>
          {aside}
        </div>
      )}
      <ErrorBoundary what={title}>
        <PanelContent {...state}>{children}</PanelContent>
      </ErrorBoundary>
    </section>
  );
}

function PanelContent(props: PanelState & { children?: ReactNode }) {
  const { isLoading, problem = null, retry, isEmpty, empty, isStale, children } = props;
  if (isStale) {
    return (
      <>
        <Stale problem={problem ?? 'The line to the exchange is cut.'} />
        {children}
      </>
    );
  }
  if (isLoading || problem) {
    return <Waiting problem={problem} {...(retry ? { retry } : {})} />;
  }
  return isEmpty ? <div className="empty">{empty ?? 'Nothing here yet.'}</div> : children;
}

/** Before the first answer: that it waits, or why in vain. */
export function Waiting({ problem, retry }: { problem: string | null; retry?: () => void }) {
  if (!problem) {
    return (
      <div className="empty skeleton" role="status">
        <span className="hidden">Loading…</span>
        <i />
        <i />
        <i />
      </div>
    );
  }
  return (
    <div className="empty problem" role="alert">
      <p>{problem}</p>
      {retry && (
        <Button isSmall onClick={retry}>
          Try again
        </Button>
      )}
    </div>
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
