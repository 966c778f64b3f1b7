import { useState } from 'react';
import { useHotkeys } from '../../state/useHotkeys';
import { Dialog } from '../../ui/Dialog';

const SHORTCUTS: readonly [keys: string, what: string][] = [
  ['/', 'Search a market'],
  ['b', 'Buy'],
  ['s', 'Sell'],
  ['l', 'Limit order'],
  ['m', 'Market order'],
  ['q', 'Type the quantity'],
  ['↑ ↓', 'A step in a number; through the rows of the book'],
  ['Shift ↑ ↓', 'Ten steps in a number'],
  ['Esc', 'Close what is open'],
  ['?', 'This list'],
];

/** What the keyboard does, on asking with "?". */
export function ShortcutHelp() {
  const [isOpen, setIsOpen] = useState(false);
  useHotkeys({ '?': () => setIsOpen(true) });
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onOpenChange={setIsOpen}>
      <dl className="key-list">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
