import type { ReactNode } from 'react';
import { Catch } from './ErrorBoundary';

/** Shows a way on when a bug of the page itself stops it from drawing. */
export function Failure({ children }: { children: ReactNode }) {
  return <Catch instead={() => <Stopped />}>{children}</Catch>;
}

function Stopped() {
  return (
    <main className="alone" role="alert">
      <h1>The page stopped working</h1>
      <p>Your orders and funds are not touched by this.</p>
      <button type="button" className="primary" onClick={() => location.reload()}>
        Load it again
      </button>
    </main>
  );
}
