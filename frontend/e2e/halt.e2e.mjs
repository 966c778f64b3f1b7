// An administrator halts a market; a trader sees it at once, and sees it open again.
import assert from 'node:assert/strict';
import { Desk } from './lib/desk.mjs';
import { request } from './lib/rest.mjs';
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
  await run.seen('no order can be sent meanwhile, and the button says why', async () => {
    await desk.fill({ side: 'Buy', Price: '9000', Quantity: '0.01' });
    const button = desk.ticket.getByRole('button', { name: `Buy ${market.base}` });
    assert.ok(await button.isDisabled(), 'an order can be sent');
    assert.equal(await button.getAttribute('title'), 'The market is halted: a drill');
  });
  await run.seen('it opens again, and the same order is taken', async () => {
    await setState(token, market.symbol, 'OPEN', 'done');
    await desk.ticket.getByText('a drill').waitFor({ state: 'detached' });
    await desk.submit();
    await desk.ticket.getByText('Your order is in the book.').waitFor();
  });
}

async function adminToken() {
  const answer = await request('POST', '/auth/login', admin);
  return answer.data.access_token;
}

function setState(token, symbol, state, reason) {
  return request('PATCH', `/admin/markets/${symbol}`, { state, reason }, token);
}
