// An administrator halts a market; a trader sees it at once, and sees it open again.
import assert from 'node:assert/strict';
import { Desk } from './lib/desk.mjs';
import { admin, exchangeUrl, newTrader } from './lib/run.mjs';

export default async function halt(run) {
  const desk = new Desk(await run.page('trader', { path: '/signup' }));
  await desk.signUp(newTrader('halted'));
  const [market] = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  const token = await adminToken();

  await run.seen('a trader sees that the market is halted, and why', async () => {
    await setState(token, market.symbol, 'HALTED', 'a drill');
    await desk.ticket.getByText('The market is halted: a drill').waitFor();
  });
  await run.seen('an order is refused in words', async () => {
    await desk.fill({ side: 'Buy', Price: '9000', Quantity: '0.01' });
    await desk.submit();
    await desk.ticket.getByText('The market is halted.').waitFor();
  });
  await run.seen('it opens again, and the same order is taken', async () => {
    await setState(token, market.symbol, 'OPEN', 'done');
    await desk.ticket.getByText('a drill').waitFor({ state: 'detached' });
    await desk.submit();
    await desk.ticket.getByText('Your order is in the book.').waitFor();
  });
}

async function adminToken() {
  const answer = await call('POST', '/api/v1/auth/login', admin);
  return answer.data.access_token;
}

function setState(token, symbol, state, reason) {
  return call('PATCH', `/api/v1/admin/markets/${symbol}`, { state, reason }, token);
}

async function call(method, path, body, token) {
  const response = await fetch(`${exchangeUrl}${path}`, {
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
