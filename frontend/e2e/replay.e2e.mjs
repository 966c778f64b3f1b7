// A market's past: scrubbed, stepped and played; and the story of an order that did not fill.
import assert from 'node:assert/strict';
import { assertAccessible } from './lib/axe.mjs';
import { Desk } from './lib/desk.mjs';
import { exchangeUrl, newTrader } from './lib/run.mjs';

export default async function replay(run) {
  const desk = new Desk(await run.page('historian', { path: '/signup' }));
  const { page } = desk;
  await desk.signUp(newTrader('historian'));
  await desk.place({ side: 'Buy', Price: '8111', Quantity: '0.01' }, /in the book/);
  await desk.place({ side: 'Buy', Price: '8222', Quantity: '0.02' }, /in the book/);
  const [market] = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  await page.goto(`${exchangeUrl}/replay/${market.symbol}`);
  const bids = page.getByRole('table', { name: 'Order book at this moment' });
  const change = page.getByTestId('past-sequence');
  const changeNumber = async () => Number(/change (\d+)/.exec(await change.textContent())?.[1]);

  await run.seen('the end of the day has both orders in its book', async () => {
    await change.getByText(/change/).waitFor();
    await page.keyboard.press('End');
    await bids.getByText('8,111').waitFor();
    await bids.getByText('8,222').waitFor();
  });
  await run.seen('one change back has only the first', async () => {
    const last = await changeNumber();
    await page.keyboard.press('ArrowLeft');
    await bids.getByText('8,222').waitFor({ state: 'detached' });
    await bids.getByText('8,111').waitFor();
    assert.equal(await changeNumber(), last - 1);
  });
  await run.seen('played, it comes back', async () => {
    await page.getByRole('button', { name: 'Play' }).click();
    await bids.getByText('8,222').waitFor();
    await page.keyboard.press('Home');
  });
  await run.seen('the slider leads to the end and to the begin', async () => {
    const slider = page.getByRole('slider', { name: 'Moment of the day' });
    await slider.fill(await slider.getAttribute('max'));
    await bids.getByText('8,222').waitFor();
    await slider.fill(await slider.getAttribute('min'));
    await bids.getByText('8,222').waitFor({ state: 'detached' });
  });
  await run.seen('the story of an order tells why it did not fill', async () => {
    const story = desk.panel('Why did my order not fill?');
    await story.getByRole('button', { name: /8,111/ }).click();
    await story.getByText('Taken by the market').waitFor();
    await story.getByText(/first in the queue of its price/).waitFor();
    await bids.getByText('8,222').waitFor({ state: 'detached' });
    await assertAccessible(page, 'the replay with a story');
  });
  await page.evaluate(async () => {
    const { access_token } = JSON.parse(localStorage.getItem('exchange.session'));
    const headers = { Authorization: `Bearer ${access_token}` };
    await fetch('/api/v1/orders/my-orders', { method: 'DELETE', headers });
  });
}
