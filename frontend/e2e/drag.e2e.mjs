// An own order is a line in the chart, and dragging the line moves the order.
import assert from 'node:assert/strict';
import { Desk } from './lib/desk.mjs';
import { newTrader } from './lib/run.mjs';

const STEP_PIXELS = 3;
const DRAG_PIXELS = 40;
const Quantity = '0.01';

export default async function drag(run) {
  const maker = new Desk(await run.page('maker', { path: '/signup' }));
  const taker = new Desk(await run.page('taker', { path: '/signup' }));
  await run.seen('a trade begins the chart', async () => {
    await maker.signUp(newTrader('drag-maker'));
    await taker.signUp(newTrader('drag-taker'));
    await maker.place({ side: 'Sell', Price: '12345.67', Quantity });
    await taker.place({ side: 'Buy', Price: '12345.67', Quantity });
    await chartOf(maker).locator('canvas').first().waitFor();
  });
  await run.seen('an order is dragged to another price', async () => {
    await maker.place({ side: 'Buy', Price: '12345.65', Quantity });
    await maker.openOrders(1);
    const { x, y } = await lineIn(maker);
    const { mouse } = maker.page;
    await mouse.down();
    await mouse.move(x, y + DRAG_PIXELS, { steps: 5 });
    await mouse.up();
    await maker.toast('moved to').waitFor();
    await maker.rows('12,345.65').waitFor({ state: 'detached' });
    await maker.rows('12,345.').waitFor();
  });
  await run.seen('is canceled, so that the book is empty again', async () => {
    await maker
      .rows('12,345.')
      .getByRole('button', { name: /^Cancel/ })
      .click();
    await maker.openOrders(0);
  });
}

function chartOf({ page }) {
  return page.getByTestId('chart');
}

/** The line is where the pointer becomes an arrow up and down; looked for in the page at once,
 *  because a real pointer waits for a frame at each place. */
async function lineIn(desk) {
  const chart = chartOf(desk);
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const x = box.x + box.width / 3;
  const y = await chart.evaluate(findLine, { x, step: STEP_PIXELS });
  assert.ok(y !== null, 'no line of an order is in the chart');
  await desk.page.mouse.move(x, y);
  assert.equal(await chart.evaluate((element) => element.style.cursor), 'ns-resize');
  return { x, y };
}

/** Runs in the page. */
function findLine(element, { x, step }) {
  const { top, bottom } = element.getBoundingClientRect();
  for (let y = top + 2; y < bottom; y += step) {
    const at = { bubbles: true, clientX: x, clientY: y };
    element.dispatchEvent(new PointerEvent('pointermove', at));
    if (element.style.cursor === 'ns-resize') {
      return y;
    }
  }
  return null;
}
