import { call } from '../api/http';
import { Problem } from '../api/problem';
import type { SignUp, Tokens } from '../api/types';
import { readToken, type TokenOwner } from '../model/token';
import { Store } from './store';

const KEY = 'exchange.session';
const RENEW_BEFORE_END_MILLIS = 30_000;

export type Session = { tokens: Tokens; owner: TokenOwner };

/** Who is logged in. Kept in the browser's storage and shared by all tabs of it. */
export const session = new Store<Session | null>(stored());

addEventListener('storage', (event) => {
  if (event.key === KEY) {
    session.set(stored());
  }
});

export async function logIn(email: string, password: string): Promise<void> {
  const { data } = await call('post', '/api/v1/auth/login', { body: { email, password } });
  keep(data);
}

export async function signUp(details: SignUp): Promise<void> {
  await call('post', '/api/v1/auth/signup', { body: details });
  await logIn(details.email, details.password);
}

/** What a paper account is known by; the password is told only when it is made. */
export type PaperAccount = { email: string; name: string; password: string };

/** A new account with play money, logged in. */
export async function tryOnPaper(): Promise<PaperAccount> {
  const { data } = await call('post', '/api/v1/auth/paper');
  keep(data);
  return { email: data.email, name: data.name, password: data.password };
}

/** Ends the login here at once; the server is told, and need not be there to listen. */
export function logOut(): void {
  const refresh_token = session.get()?.tokens.refresh_token;
  forget();
  if (refresh_token) {
    call('post', '/api/v1/auth/logout', { body: { refresh_token } }).catch(() => undefined);
  }
}

/** An access token that still lives, renewed first when it is about to end. */
export async function accessToken(): Promise<string> {
  const current = session.get();
  if (!current) {
    throw new Problem('Log in first.', 401, 'UNAUTHENTICATED');
  }
  if (current.owner.expiresAt - Date.now() > RENEW_BEFORE_END_MILLIS) {
    return current.tokens.access_token;
  }
  return renewed(current.tokens.access_token);
}

/** A token newer than the one that was refused. Each refresh token works once, so tabs take turns. */
export async function renewed(refused: string): Promise<string> {
  return takingTurns(async () => {
    const current = stored();
    if (!current) {
      forget();
      throw new Problem('Log in again.', 401, 'UNAUTHENTICATED');
    }
    if (current.tokens.access_token !== refused) {
      session.set(current);
      return current.tokens.access_token;
    }
    const tokens = await refreshed(current.tokens.refresh_token);
    if (stored() === null) {
      throw new Problem('Logged out.', 401, 'UNAUTHENTICATED');
    }
    return keep(tokens).tokens.access_token;
  });
}

async function refreshed(refresh_token: string): Promise<Tokens> {
  try {
    return (await call('post', '/api/v1/auth/refresh', { body: { refresh_token } })).data;
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 401) {
      forget();
    }
    throw thrown;
  }
}

let lastTurn: Promise<unknown> = Promise.resolve();

function takingTurns<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) {
    return navigator.locks.request(KEY, work) as Promise<T>;
  }
  const turn = lastTurn.then(work, work);
  lastTurn = turn;
  return turn;
}

function keep({ access_token, refresh_token }: Tokens): Session {
  const tokens = { access_token, refresh_token };
  const kept = sessionOf(tokens);
  if (!kept) {
    throw new Problem('The exchange sent a token that cannot be read.', 200, 'BAD_TOKEN');
  }
  localStorage.setItem(KEY, JSON.stringify(tokens));
  session.set(kept);
  return kept;
}

function forget(): void {
  localStorage.removeItem(KEY);
  session.set(null);
}

function stored(): Session | null {
  try {
    return sessionOf(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

function sessionOf(tokens: Tokens | null): Session | null {
  const owner = tokens ? readToken(tokens.access_token) : null;
  return tokens && owner ? { tokens, owner } : null;
}
