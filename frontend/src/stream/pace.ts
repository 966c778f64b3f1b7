const GAP_MILLIS = 100;

/**
 * Lets what changed be drawn in the browser's frames: each thing ten times a second at the most,
 * or as seldom as it says, one thing in a frame, so that no frame has the work of all, and nothing while nobody can see it.
 */
export class Pace {
  readonly #waiting = new Set<() => void>();
  readonly #gaps = new WeakMap<() => void, number>();
  readonly #dueAts = new WeakMap<() => void, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isFramed = false;

  constructor() {
    globalThis.document?.addEventListener('visibilitychange', () => this.#plan());
  }

  /** Calls it soon, once, however often it was marked until then. */
  readonly mark = (draw: () => void, gapMillis = GAP_MILLIS): void => {
    this.#gaps.set(draw, gapMillis);
    if (!this.#waiting.has(draw)) {
      this.#waiting.add(draw);
      this.#plan();
    }
  };

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#isFramed || this.#waiting.size === 0 || document.hidden) {
      return;
    }
    const pause = this.#dueAt(this.#next()) - performance.now();
    if (pause > 0) {
      this.#timer = setTimeout(() => this.#askFrame(), pause);
    } else {
      this.#askFrame();
    }
  }

  #askFrame(): void {
    this.#isFramed = true;
    requestAnimationFrame(this.#draw);
  }

  readonly #draw = (): void => {
    this.#isFramed = false;
    const draw = this.#next();
    if (draw) {
      this.#waiting.delete(draw);
      const gap = this.#gaps.get(draw) ?? GAP_MILLIS;
      this.#dueAts.set(draw, performance.now() + gap);
      draw();
    }
    this.#plan();
  };

  /** What may be drawn first; of equals what was marked first. */
  #next(): (() => void) | undefined {
    let next: (() => void) | undefined;
    for (const draw of this.#waiting) {
      if (!next || this.#dueAt(draw) < this.#dueAt(next)) {
        next = draw;
      }
    }
    return next;
  }

  #dueAt(draw: (() => void) | undefined): number {
    return (draw && this.#dueAts.get(draw)) ?? 0;
  }
}

/** The one of this page. */
export const pace = new Pace();
