// A phone: one click makes a paper account, an order is placed, and nothing sticks out sideways.
import assert from 'node:assert/strict';
import { assertAccessible } from './lib/axe.mjs';
import { Desk } from './lib/desk.mjs';

const PHONE = { width: 390, height: 844 };

export default async function phone(run) {
  const desk = new Desk(await run.page('phone', { ...PHONE }));
  await run.seen('one click on the first view makes a paper account', async () => {
    const tryIt = desk.page.getByRole('button', { name: 'Try it' });
    await tryIt.waitFor();
    await run.picture(desk.page, 'phone-first');
    await tryIt.click();
    await desk.toast('Your paper account is ready').waitFor();
    await run.picture(desk.page, 'phone-toast');
    await desk.page.getByRole('button', { name: 'Account' }).waitFor();
  });
  await run.seen('an order is placed with a thumb', async () => {
    await show(desk, 'Trade');
    await desk.place({ side: 'Buy', Price: '9000', Quantity: '0.01' });
    await show(desk, 'Orders');
    await desk.openOrders(1);
  });
  await run.seen('nothing is wider than the phone, and axe finds nothing', async () => {
    const width = await desk.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= PHONE.width, `the page is ${width} pixels wide`);
    await assertAccessible(desk.page, 'a phone');
    await run.picture(desk.page, 'phone-orders');
  });
}

function show(desk, tab) {
  return desk.page.getByRole('tab', { name: tab, exact: true }).click();
}
