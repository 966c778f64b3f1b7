import { Component, type ReactNode } from 'react';
import { Button } from './Button';

type Props = { what: string; children: ReactNode };

/** Keeps a bug of one part of the page from taking the others with it. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) {
      return this.props.children;
    }
    return (
      <div className="empty" role="alert">
        <p>{this.props.what} stopped working. The rest of the page is not touched.</p>
        <Button isSmall onClick={() => this.setState({ hasFailed: false })}>
          Show it again
        </Button>
      </div>
    );
  }
}
