import { type Preferences, prefer, usePreferences } from '../../../state/preferences';
import { Button } from '../../../ui/Button';

const VIEWS: readonly [Preferences['bookView'], label: string, colours: string[]][] = [
  ['both', 'Bids and asks', ['--ask', '--bid']],
  ['bids', 'Bids only', ['--bid']],
  ['asks', 'Asks only', ['--ask']],
];

/** Which sides of the book are drawn. */
export function BookViewChoice() {
  const { bookView } = usePreferences();
  return VIEWS.map(([view, label, colours]) => (
    <Button
      key={view}
      look="bare"
      isSmall
      className="view-button"
      aria-label={label}
      title={label}
      aria-pressed={bookView === view}
      onClick={() => prefer({ bookView: view })}
    >
      {colours.map((colour) => (
        <span key={colour} style={{ background: `var(${colour})` }} />
      ))}
    </Button>
  ));
}
