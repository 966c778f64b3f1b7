import type { Submission } from './order';

/**
 * The client order id of a submit. A submit whose outcome is not known keeps its id for as long as
 * the same order is asked for, so that the exchange takes it once; any other gets a new one.
 */
export class SubmitIds {
  #unanswered: { content: string; id: string } | null = null;
  readonly #make: () => string;

  constructor(make: () => string) {
    this.#make = make;
  }

  /** The id for this content, told by a submission made with any id. */
  idFor(submissionWith: (id: string) => Submission): string {
    const content = JSON.stringify(submissionWith('-'));
    if (this.#unanswered?.content !== content) {
      this.#unanswered = { content, id: this.#make() };
    }
    return this.#unanswered.id;
  }

  /** The exchange has said what became of it: the next submit is another order. */
  answered(): void {
    this.#unanswered = null;
  }
}
