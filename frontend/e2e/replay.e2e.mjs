// A market's past: scrubbed, stepped and played; and the story of an order that did not fill.
import assert from 'node:assert/strict';
import { assertAccessible } from './lib/axe.mjs';
import { request, signedUp } from './lib/rest.mjs';
import { exchangeUrl, newTrader } from './lib/run.mjs';

export default async function replay(run) {
  const page = await run.page('historian');
  const [first, ...others] = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  // One in which no other script trades, but with the money that everybody has.
  const market = others.find(({ quote }) => quote === first.quote) ?? first;
  const tokens = await signedUp(newTrader('historian'));
  // Of this run only, should an earlier one have left orders behind.
  const low = `7${String(Date.now()).slice(-2)}.00`;
  const high = low.replace('7', '8');
  for (const price of [low, high]) {
    const order = {
      symbol: market.symbol,
      side: 'BUY',
      order_type: 'LIMIT',
      price,
      quantity: '0.1',
    };
    await request('POST', '/orders/place', order, tokens.access_token);
  }
  await page.evaluate((kept) => {
    localStorage.setItem('exchange.session', JSON.stringify(kept));
  }, tokens);
  await page.goto(`${exchangeUrl}/replay/${market.symbol}`);
  const bids = page.getByRole('table', { name: 'Order book at this moment' });
  const change = page.getByTestId('past-sequence');
  const changeNumber = async () => Number(/change (\d+)/.exec(await change.textContent())?.[1]);

  await run.seen('the end of the day has both orders in its book', async () => {
    await change.getByText(/change/).waitFor();
    await page.keyboard.press('End');
    await bids.getByText(low).waitFor();
    await bids.getByText(high).waitFor();
  });
  await run.seen('one change back has only the first', async () => {
    const last = await changeNumber();
    await page.keyboard.press('ArrowLeft');
    await bids.getByText(high).waitFor({ state: 'detached' });
    await bids.getByText(low).waitFor();
    assert.equal(await changeNumber(), last - 1);
  });
  await run.seen('played, it comes back', async () => {
    await page.getByRole('button', { name: 'Play' }).click();
    await bids.getByText(high).waitFor();
    await page.keyboard.press('Home');
  });
  await run.seen('the slider leads to the end and to the begin', async () => {
    const slider = page.getByRole('slider', { name: 'Moment of the day' });
    await slider.fill(await slider.getAttribute('max'));
    await bids.getByText(high).waitFor();
    await slider.fill(await slider.getAttribute('min'));
    await bids.getByText(high).waitFor({ state: 'detached' });
  });
  await run.seen('the story of an order tells why it did not fill', async () => {
    const story = page.getByRole('region', { name: 'Why did my order not fill?' });
    await story.getByRole('button', { name: new RegExp(`at ${low.slice(0, 3)} `) }).click();
    await story.getByText('Taken by the market').waitFor();
    await story.getByText(/first in the queue of its price/).waitFor();
    await bids.getByText(high).waitFor({ state: 'detached' });
    await assertAccessible(page, 'the replay with a story');
  });
  await request('DELETE', '/orders/my-orders', undefined, tokens.access_token);
}
