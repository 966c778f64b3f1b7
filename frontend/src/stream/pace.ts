const GAP_MILLIS = 100;

/**
 * Lets what changed be drawn: all of it together, in a frame of the browser, ten times a second at
 * the most, and not while nobody can see it.
 */
export class Pace {
  readonly #waiting = new Set<() => void>();
  #isPlanned = false;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor() {
    globalThis.document?.addEventListener('visibilitychange', () => this.#plan());
  }

  /** Calls it in the next turn, once, however often it was marked until then. */
  readonly mark = (draw: () => void): void => {
    this.#waiting.add(draw);
    this.#plan();
  };

  #plan(): void {
    if (this.#isPlanned || this.#waiting.size === 0 || document.hidden) {
      return;
    }
    this.#isPlanned = true;
    const pause = this.#drawnAt + GAP_MILLIS - performance.now();
    if (pause > 0) {
      setTimeout(() => requestAnimationFrame(this.#draw), pause);
    } else {
      requestAnimationFrame(this.#draw);
    }
  }

  readonly #draw = (): void => {
    this.#isPlanned = false;
    this.#drawnAt = performance.now();
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const draw of due) {
      draw();
    }
  };
}

/** The one of this page. */
export const pace = new Pace();
