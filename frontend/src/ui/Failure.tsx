import { Component, type ReactNode } from 'react';

/** Shows a way on when a bug of the page itself stops it from drawing. */
export class Failure extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
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
}
