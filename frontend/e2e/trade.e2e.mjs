// Two traders in two browsers: orders, a change, a cancel, and a trade that both see as it happens.
import { Desk } from './lib/desk.mjs';
import { admin, newTrader } from './lib/run.mjs';

const PRICE = '12345.67';
const QUANTITY = '0.00123';

export default async function trade(run) {
  const maker = newTrader('maker');
  const desk = new Desk(await run.page('maker'));

  await run.seen('a guest watches, signs up and sees the market', async () => {
    await desk.ticket.getByText('You are watching as a guest').waitFor();
    await desk.signUp(maker);
    await desk.live();
    await desk.ticket.getByText('100,000 USD').waitFor();
  });
  await run.seen('is told at the field what is wrong with an order', async () => {
    await desk.fill({ side: 'Buy', Price: '0.001', Quantity: QUANTITY });
    await desk.submit();
    await desk.ticket.getByText('The price goes in steps of').waitFor();
  });
  await run.seen('places an order and has it among the open ones', async () => {
    await desk.place({ side: 'Buy', Price: PRICE, Quantity: QUANTITY });
    await desk.toast('Order is in the book').waitFor();
    await desk.rows('12,345.67').waitFor();
  });
  await run.seen('changes its price in the row', async () => {
    await desk.rows('12,345.67').getByRole('button', { name: 'Change' }).click();
    await desk.orders.getByLabel('New price').fill('12345.60');
    await desk.orders.getByRole('button', { name: 'Save' }).click();
    await desk.rows('12,345.6').waitFor();
  });
  await run.seen('cancels it, and finds it in the history with its story', async () => {
    await desk.rows('12,345.6').getByRole('button', { name: 'Cancel' }).click();
    await desk.openOrders(0);
    await desk.tab('Order history');
    await desk.rows('Canceled').getByRole('button', { name: 'Why' }).click();
    await desk.page.getByRole('dialog').getByText('The market took it into the book').waitFor();
    await desk.page.keyboard.press('Escape');
  });
  await run.seen('logs out, and in again with the same password', async () => {
    await desk.logOut();
    await desk.logIn(maker);
  });
  await run.seen('places an order for another to meet', () =>
    desk.place({ side: 'Buy', Price: PRICE, Quantity: QUANTITY }),
  );

  const other = new Desk(await run.page('taker'));
  await run.seen('another trader sells to it at the market', async () => {
    await other.signUp(newTrader('taker'));
    await other.place({ side: 'Sell', kind: 'Market', Quantity: QUANTITY }, 'Filled 0.00123 BTC');
    await other.tab('Fills');
    await other.rows('Taker').getByText('12,345.67').waitFor();
  });
  await run.seen('the first sees the fill as it happens', async () => {
    await desk.toast('Order filled').waitFor();
    await desk.openOrders(0);
    await desk.tab('Fills');
    await desk.rows('Maker').getByText('12,345.67').waitFor();
    await desk.tab('Balances');
    await desk.rows('BTC').getByText('10.00122877').first().waitFor();
    await desk.mine.click();
    await desk.panel('Trades').getByText('12,345.67').first().waitFor();
  });
  await run.seen('the administrator sees the trade', async () => {
    const office = new Desk(await run.page('administrator', { path: '/login' }));
    await office.logIn(admin);
    await office.page.getByText('12,345.67').first().waitFor();
  });
}
