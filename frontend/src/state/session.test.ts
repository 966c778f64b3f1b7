// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeExchange, tokensFor } from '../testkit';
import { callAsOwner } from './owned';
import { accessToken, logIn, logOut, session } from './session';

beforeEach(() => {
  localStorage.clear();
  session.set(null);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function given(livesSeconds: number, refreshStatus = 200) {
  const renewed = tokensFor('ann@example.com', 3600, 'r2');
  const exchange = fakeExchange(({ path, token }) => {
    switch (path) {
      case '/api/v1/auth/login':
        return [200, { message: '', data: tokensFor('ann@example.com', livesSeconds) }];
      case '/api/v1/auth/refresh':
        return [refreshStatus, { message: 'no', error: 'X', data: renewed }];
      case '/api/v1/account':
        return token?.endsWith('r2') ? [200, { balances: [] }] : [401, { message: 'old' }];
      default:
        return [200, { message: '' }];
    }
  });
  vi.stubGlobal('fetch', exchange.fetch);
  return { requests: exchange.requests, renewed };
}

test('whoever logs in is known by the token', async () => {
  given(3600);

  await logIn('ann@example.com', 'secret');

  expect(session.get()?.owner.email).toBe('ann@example.com');
  expect(localStorage.length).toBe(1);
});

test('a token about to end is renewed once, however many ask for it', async () => {
  const { requests, renewed } = given(10);
  await logIn('ann@example.com', 'secret');

  const tokens = await Promise.all([accessToken(), accessToken(), accessToken()]);

  expect(new Set(tokens)).toEqual(new Set([renewed.access_token]));
  const refreshes = requests.filter(({ path }) => path.endsWith('/refresh'));
  expect(refreshes.map(({ body }) => body)).toEqual([{ refresh_token: 'r1' }]);
});

test('a request whose token is refused is sent again with a new one', async () => {
  given(3600);
  await logIn('ann@example.com', 'secret');

  const answer = await callAsOwner('get', '/api/v1/account');

  expect(answer.balances).toEqual([]);
});

test('a refresh token that is refused ends the login', async () => {
  given(10, 401);
  await logIn('ann@example.com', 'secret');

  await expect(accessToken()).rejects.toThrow('no');

  expect(session.get()).toBeNull();
  expect(localStorage.length).toBe(0);
});

test('an exchange that is away for a moment does not end the login', async () => {
  given(10, 503);
  await logIn('ann@example.com', 'secret');

  await expect(accessToken()).rejects.toThrow('no');

  expect(session.get()?.owner.email).toBe('ann@example.com');
});

test('logging out forgets the tokens and tells the exchange', async () => {
  const { requests } = given(3600);
  await logIn('ann@example.com', 'secret');

  logOut();

  expect(session.get()).toBeNull();
  expect(localStorage.length).toBe(0);
  expect(requests.at(-1)).toMatchObject({
    path: '/api/v1/auth/logout',
    body: { refresh_token: 'r1' },
  });
});
