// The exchange is killed and started again: the page says so, comes back by itself and has missed
// nothing. Runs last.
import { Desk } from './lib/desk.mjs';
import { newTrader } from './lib/run.mjs';

export default async function restart(run) {
  const desk = new Desk(await run.page('trader', { path: '/signup' }));
  await desk.signUp(newTrader('patient'));
  await desk.live();
  await desk.place({ side: 'Buy', Price: '9000', Quantity: '0.01' });
  await desk.openOrders(1);

  await run.seen('the line is lost and comes back by itself', async () => {
    const lost = desk.page
      .getByText(/^Reconnecting/)
      .first()
      .waitFor();
    await run.restartExchange();
    await lost;
    await desk.live();
  });
  await run.seen('the order is still there, and what happens next is told', async () => {
    await desk.openOrders(1);
    await desk.place({ side: 'Buy', Price: '9001', Quantity: '0.01' });
    await desk.openOrders(2);
    await desk.rows('9,001').getByRole('button', { name: 'Cancel' }).click();
    await desk.openOrders(1);
  });
}
