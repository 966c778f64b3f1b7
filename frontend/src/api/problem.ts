/** Why a request did not do what was asked, as the exchange or the network says. */
export class Problem extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly field: string | null = null,
    readonly retryAfterSeconds: number | null = null,
    readonly isFinal: boolean = false,
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** Nothing came back: whether the exchange acted is not known. */
  static noAnswer(): Problem {
    return new Problem('The exchange does not answer. Check the connection.', 0, 'NO_ANSWER');
  }

  static of(status: number, body: unknown, retryAfter: string | null): Problem {
    const { message, error, field, final } = (body ?? {}) as Record<string, unknown>;
    return new Problem(
      typeof message === 'string' ? message : `The exchange answered with status ${status}.`,
      status,
      typeof error === 'string' ? error : 'UNNAMED',
      typeof field === 'string' ? field : null,
      retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null,
      final === true,
    );
  }
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
