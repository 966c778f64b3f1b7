// Every kind of order that the ticket knows, then all of them canceled at once.
import { Desk } from './lib/desk.mjs';
import { newTrader } from './lib/run.mjs';

const Quantity = '0.01';

// The last trade was at 12,345.67.
const RESTING = [
  { side: 'Buy', kind: 'Limit', Price: '9000', Quantity },
  { side: 'Buy', kind: 'Stop', 'Stop price': '15000', Quantity },
  { side: 'Sell', kind: 'Stop limit', 'Stop price': '11000', Price: '10900', Quantity },
  { side: 'Sell', kind: 'Take profit', 'Stop price': '16000', Quantity },
  { side: 'Sell', kind: 'Take profit limit', 'Stop price': '16000', Price: '16100', Quantity },
  { side: 'Sell', kind: 'Trailing stop', Distance: '5', Quantity },
  { side: 'Sell', kind: 'Trailing stop limit', Distance: '4.5', Price: '11000', Quantity },
];

export default async function orders(run) {
  const desk = new Desk(await run.page('trader', { path: '/signup' }));
  await desk.signUp(newTrader('orders'));
  await desk.openOrders(0);
  await run.seen('has none of the trades, of which others have some', async () => {
    await desk.panel('Trades').getByText('12,345.67').first().waitFor();
    await desk.mine.click();
    await desk.panel('Trades').getByText('None of your orders has traded').waitFor();
  });

  for (const [index, order] of RESTING.entries()) {
    await run.seen(`places: ${order.kind}`, async () => {
      await desk.place(order);
      await desk.openOrders(index + 1);
    });
  }
  await run.seen('changes a stop that waits', async () => {
    const row = desk.rows('≥ 15,000');
    await row.getByText('Waiting for trigger').waitFor();
    await row.getByRole('button', { name: /^Change/ }).click();
    await desk.orders.getByLabel('New stop price').fill('15500');
    await desk.orders.getByLabel('New stop price').press('Enter');
    await desk.rows('≥ 15,500').waitFor();
    await desk.openOrders(RESTING.length);
    await run.picture(desk.page, 'orders-open');
  });
  await run.seen('places: one cancels the other', async () => {
    await desk.place({
      side: 'Sell',
      kind: 'One cancels the other',
      'Stop price': '11000',
      'Limit price': '17000',
      Quantity,
    });
    await desk.openOrders(RESTING.length + 2);
  });
  await run.seen('places: post-only iceberg for the day', async () => {
    await desk.fill({ side: 'Sell', Price: '18000', Quantity });
    await desk.ticket.getByText('More options').click();
    await desk.field('Shown quantity (iceberg)').fill('0.002');
    await desk.field('Time in force').selectOption({ label: 'Good for the UTC day' });
    await desk.field('Post only').check();
    await desk.submit();
    await desk.ticket.getByText('Your order is in the book.').waitFor();
    await desk.rows('post only, iceberg').waitFor();
  });
  await run.seen('an order that cannot wait ends at once', async () => {
    await desk.field('Shown quantity (iceberg)').fill('');
    await desk.fill({ side: 'Buy', Price: '9100', Quantity });
    await desk.field('Time in force').selectOption({ label: 'Immediate or cancel' });
    await desk.submit();
    await desk.ticket.getByText('nothing was filled').waitFor();
  });
  await run.seen('what cannot be filled in full is refused at its field', async () => {
    await desk.fill({ side: 'Buy', Price: '9100', Quantity });
    await desk.field('Time in force').selectOption({ label: 'Fill or kill' });
    await desk.submit();
    await desk.ticket.getByText('cannot be filled in full').waitFor();
  });
  await run.seen('an end in the past is refused at its field', async () => {
    await desk.field('Time in force').selectOption({ label: 'Good till a time' });
    await desk.field('Ends at').fill('2020-01-01T00:00');
    await desk.submit();
    await desk.ticket.getByText('a time to come').waitFor();
    await desk.field('Time in force').selectOption({ label: 'Good till canceled' });
  });
  await run.seen(
    'takes a share of the funds, and total and quantity follow each other',
    async () => {
      await desk.fill({ side: 'Buy', Price: '10000' });
      await desk.field('Total').fill('50');
      await waitForValue(desk.field('Quantity'), '0.005');
    },
  );
  await run.seen('cancels all', async () => {
    await desk.orders.getByRole('button', { name: 'Cancel all' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel all' }).click();
    await desk.openOrders(0);
  });
}

async function waitForValue(field, value) {
  await field.and(field.page().locator(`[value="${value}"]`)).waitFor();
}
