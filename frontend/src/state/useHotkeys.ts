import { useEffect, useLayoutEffect, useRef } from 'react';

/** What a key does, by the key's name as events have it: "/", "b", "C" (with Shift). */
export type Hotkeys = Readonly<Record<string, () => void>>;

/** Single keys that work wherever nothing is being typed and no dialog is open. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const latest = useRef(hotkeys);
  useLayoutEffect(() => {
    latest.current = hotkeys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const action = latest.current[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
        return;
      }
      if (!isTyping(event.target) && !document.querySelector('[role="dialog"], [role="menu"]')) {
        event.preventDefault();
        action();
      }
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea') !== null;
}
