const PATIENCE_MILLIS = 250;

/**
 * One piece of work at a time, and of what is asked for meanwhile only the last: so a slider that
 * is dragged shows as many moments as come, and never waits for one that nobody wants any more.
 * What takes long is given up once something newer waits.
 */
export function latestOnly<T>(work: (wanted: T, signal: AbortSignal) => Promise<void>) {
  let waiting: { wanted: T } | null = null;
  let going: { abort: AbortController; since: number } | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;

  async function run(wanted: T): Promise<void> {
    const abort = new AbortController();
    going = { abort, since: performance.now() };
    try {
      await work(wanted, abort.signal);
    } finally {
      clearTimeout(patience);
      patience = undefined;
      going = null;
      const next = waiting;
      waiting = null;
      if (next) {
        run(next.wanted);
      }
    }
  }

  return (wanted: T): void => {
    if (!going) {
      run(wanted);
      return;
    }
    waiting = { wanted };
    const { abort, since } = going;
    const left = Math.max(0, PATIENCE_MILLIS - (performance.now() - since));
    patience ??= setTimeout(() => abort.abort(), left);
  };
}
