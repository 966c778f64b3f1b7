// The exchange's REST interface, for what a script needs and does not show on the screen.
import assert from 'node:assert/strict';
import { exchangeUrl } from './run.mjs';

/** The answer to a request such as `/orders/place`; fails with one that was refused. */
export async function request(method, path, body, token) {
  const response = await fetch(`${exchangeUrl}/api/v1${path}`, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  assert.ok(response.ok, `${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Makes the account and logs in; says the tokens. */
export async function signedUp({ email, password, name }) {
  await request('POST', '/auth/signup', { email, password, name });
  return (await request('POST', '/auth/login', { email, password })).data;
}
