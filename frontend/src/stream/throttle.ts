/** Calls at once, then at most once per interval, always ending with the newest value. */
export function throttled<T>(intervalMillis: number, deliver: (value: T) => void) {
  let waiting: { value: T } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tick(): void {
    timer = undefined;
    if (waiting) {
      const { value } = waiting;
      waiting = null;
      push(value);
    }
  }

  function push(value: T): void {
    if (timer !== undefined) {
      waiting = { value };
      return;
    }
    timer = setTimeout(tick, intervalMillis);
    deliver(value);
  }

  function cancel(): void {
    clearTimeout(timer);
    timer = undefined;
    waiting = null;
  }

  return { push, cancel };
}
