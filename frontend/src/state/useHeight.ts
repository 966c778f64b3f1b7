import { type RefObject, useLayoutEffect, useState } from 'react';

/** How high an element is, in pixels, followed while it changes; 0 at first. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched || typeof ResizeObserver === 'undefined') {
      return;
    }
    const observer = new ResizeObserver(() => setHeight(watched.clientHeight));
    observer.observe(watched);
    setHeight(watched.clientHeight);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
