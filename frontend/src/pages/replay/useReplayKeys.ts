import { useEffect } from 'react';
import type { Span } from '../../model/replay';
import type { ReplayDesk } from '../../state/replayDesk';

/** The keyboard of the page, except where somebody writes, chooses or is asked something. */
export function useReplayKeys(desk: ReplayDesk, span: Span): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target, event.key)) {
        return;
      }
      const act = actionOf(event, desk, span);
      if (act) {
        event.preventDefault();
        act();
      }
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk, span]);
}

function actionOf({ key, shiftKey }: KeyboardEvent, desk: ReplayDesk, span: Span) {
  switch (key) {
    case ' ':
      return () => desk.toggle();
    case 'ArrowRight':
      return () => (shiftKey ? desk.jumpTrade(1) : desk.step(1));
    case 'ArrowLeft':
      return () => (shiftKey ? desk.jumpTrade(-1) : desk.step(-1));
    case 'ArrowUp':
      return () => desk.changeSpeed(1);
    case 'ArrowDown':
      return () => desk.changeSpeed(-1);
    case 'Home':
      return () => desk.goTo(span.from);
    case 'End':
      return () => desk.goTo(span.to);
    default:
      return null;
  }
}

/** A slider gives its arrows to the page: one change of the book is finer than one of its steps. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target.closest('[role="dialog"], [role="menu"]')) {
    return true;
  }
  if (target instanceof HTMLInputElement && target.type === 'range') {
    return false;
  }
  const isPressed = key === ' ' && target.closest('button, a, summary') !== null;
  return isPressed || target.closest('input, select, textarea, [tabindex="0"]') !== null;
}
