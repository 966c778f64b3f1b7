import { Component, type ReactNode } from 'react';
import { Button } from './Button';

type CatchProps = { instead: (again: () => void) => ReactNode; children: ReactNode };

/** Draws something else instead of what cannot be drawn for a bug of its own. */
export class Catch extends Component<CatchProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    const again = () => this.setState({ hasFailed: false });
    return this.state.hasFailed ? this.props.instead(again) : this.props.children;
  }
}

/** Keeps a bug of one part of the page from taking the others with it. */
export function ErrorBoundary({ what, children }: { what: string; children: ReactNode }) {
  return (
    <Catch
      instead={(again) => (
        <div className="empty" role="alert">
          <p>{what} stopped working. The rest of the page is not touched.</p>
          <Button isSmall onClick={again}>
            Show it again
          </Button>
        </div>
      )}
    >
      {children}
    </Catch>
  );
}
