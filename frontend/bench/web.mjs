// The browser's part of `./exchange bench web`: opens the trade page as a guest while the book
// changes, and says in one line of JSON what the page did meanwhile, and what a blank page does
// before and after it, which is as much as the machine gives. CHROMIUM names the browser.
// web.mjs URL SYMBOL SECONDS
import { chromium } from 'playwright-core';

const WARM_UP_MILLIS = 5_000;
const BLANK_WARM_UP_MILLIS = 500;
const WAIT_MILLIS = 30_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];

const [url, symbol, seconds] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  headless: true,
  args: FLAGS,
});
try {
  const before = await blank();
  const page = await open(`${url}/trade/${symbol}`);
  await page.locator('.pill.live').waitFor();
  await page.locator('tbody.bids tr:not(.blank)').first().waitFor();
  await page.locator('[data-testid=chart] canvas').first().waitFor();
  const scriptBytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
  await page.waitForTimeout(WARM_UP_MILLIS);
  const trade = await watch(page, Number(seconds) * 1_000);
  await page.close();
  const after = await blank();
  const blankFramesPerSecond = (before.framesPerSecond + after.framesPerSecond) / 2;
  const blankLongestMillis = Math.max(before.longestTaskMillis, after.longestTaskMillis);
  const line = { ...trade, scriptBytes, blankFramesPerSecond, blankLongestMillis };
  console.log(JSON.stringify(line));
} finally {
  await browser.close();
}

/** What a page without anything does, each time for half as long as the trade page is watched. */
async function blank() {
  const page = await open('data:text/html,<title>blank</title>');
  await page.waitForTimeout(BLANK_WARM_UP_MILLIS);
  const counted = await watch(page, Number(seconds) * 500);
  await page.close();
  return counted;
}

async function open(address) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(WAIT_MILLIS);
  await page.addInitScript(count);
  await page.goto(address);
  return page;
}

async function watch(page, millis) {
  await page.evaluate(() => window.counted.reset());
  await page.waitForTimeout(millis);
  return page.evaluate(() => window.counted.read());
}

/** Runs in the page before its own scripts. React tells its commits to whoever stands there. */
function count() {
  const counted = { frames: 0, commits: 0, tasks: [], since: performance.now() };
  window.counted = {
    reset() {
      Object.assign(counted, { frames: 0, commits: 0, tasks: [], since: performance.now() });
    },
    read() {
      const took = (performance.now() - counted.since) / 1_000;
      return {
        framesPerSecond: counted.frames / took,
        commitsPerSecond: counted.commits / took,
        longTasks: counted.tasks.length,
        longestTaskMillis: Math.max(0, ...counted.tasks),
      };
    },
  };
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: () => {
      counted.commits += 1;
    },
    onPostCommitFiberRoot: () => undefined,
    onCommitFiberUnmount: () => undefined,
  };
  const frame = () => {
    counted.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    counted.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}
