/** A JSON value's type once its numbers are read as text: what the page works with. */
export type Exact<T> = T extends number
  ? string
  : T extends readonly (infer E)[]
    ? Exact<E>[]
    : T extends object
      ? { [K in keyof T]: Exact<T[K]> }
      : T;

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Reads JSON and keeps each number as the text that was sent, so that no price or quantity ever
 * passes through a binary fraction.
 */
export function parseExactJson(text: string): unknown {
  return JSON.parse(
    text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
}
