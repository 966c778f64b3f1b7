import { parseExactJson } from '../model/exactJson';
import { Problem } from './problem';
import type { Method, PathWith, Success } from './types';

const PREFIX = '/api/v1';
const TIMEOUT_MILLIS = 30_000;

/** Where the API stands; relative to the page unless VITE_API_BASE says otherwise. */
const apiBase = (import.meta.env.VITE_API_BASE || PREFIX).replace(/\/$/, '');

export type Call = {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** A body that is CSV instead. */
  csv?: string;
  token?: string;
  /** Aborted: nobody wants the answer any more. */
  signal?: AbortSignal;
};

/** One request to a described route. Throws a Problem for anything but success. */
export async function call<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  options: Call = {},
): Promise<Success<P, M>> {
  const { status, headers, text } = await answer(method, address(path, options), options);
  const body = parsed(text);
  if (status >= 400 || body === undefined) {
    throw Problem.of(status, body, headers.get('Retry-After'));
  }
  return body as Success<P, M>;
}

/** The same of a route that can answer with other text, such as CSV. */
export async function callText(
  path: PathWith<'get'>,
  options: Call,
): Promise<{ text: string; headers: Headers }> {
  const { status, headers, text } = await answer('get', address(path, options), options);
  if (status >= 400) {
    throw Problem.of(status, parsed(text), headers.get('Retry-After'));
  }
  return { text, headers };
}

async function answer(method: Method, url: string, { body, csv, token, signal }: Call) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  try {
    const response = await fetch(url, {
      method: method.toUpperCase(),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(csv === undefined ? {} : { 'Content-Type': 'text/csv' }),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(csv === undefined ? {} : { body: csv }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    throw Problem.noAnswer();
  }
}

function address(path: string, { params = {}, query = {} }: Call): string {
  const filled = path
    .slice(PREFIX.length)
    .replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(name, String(value));
    }
  }
  return `${apiBase}${filled}${search.size > 0 ? `?${search}` : ''}`;
}

function parsed(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}
