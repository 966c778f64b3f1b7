/** One field that is wrong, by its path in the body. */
export type Mistake = { path: string[]; message: string };

/** Why a request did not do what was asked, as the exchange or the network says. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly field: string | null = null,
    readonly retryAfterSeconds: number | null = null,
    readonly isFinal: boolean = false,
    readonly mistakes: readonly Mistake[] = [],
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** Nothing came back: whether the exchange acted is not known. */
  static noAnswer(): Problem {
    return new Problem('The exchange does not answer. Check the connection.', 0, 'NO_ANSWER');
  }

  static of(status: number, body: unknown, retryAfter: string | null): Problem {
    const { message, error, field, final, detail } = (body ?? {}) as Record<string, unknown>;
    return new Problem(
      typeof message === 'string' ? message : `The exchange answered with status ${status}.`,
      status,
      typeof error === 'string' ? error : 'UNNAMED',
      typeof field === 'string' ? field : null,
      retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
      final === true,
      mistakesOf(detail),
    );
  }
}

/** A 422 lists all that is wrong; the body itself is the first part of each path. */
function mistakesOf(detail: unknown): Mistake[] {
  const items: unknown[] = Array.isArray(detail) ? detail : [];
  return items.flatMap((item) => {
    const { loc, msg } = (item ?? {}) as Record<string, unknown>;
    return Array.isArray(loc) && typeof msg === 'string'
      ? [{ path: loc.slice(1).map(String), message: msg }]
      : [];
  });
}

/** The text of anything thrown, for a person. */
export function problemText(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return 'Something went wrong.';
  }
  const { message } = thrown;
  const end = /[.!?]$/.test(message) ? '' : '.';
  const text = message.charAt(0).toUpperCase() + message.slice(1) + end;
  const seconds = thrown instanceof Problem ? thrown.retryAfterSeconds : null;
  return seconds ? `${text} Try again in ${seconds} s.` : text;
}
