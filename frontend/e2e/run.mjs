// Drives a running exchange through the browser: all scripts of this folder, or those that are named.
// The exchange has no other orders in its default market and credits who signs up.
// EXCHANGE_URL, ADMIN_EMAIL and ADMIN_PASSWORD say where and as whom; CHROMIUM names the browser,
// E2E_ARTIFACTS where pictures go. Ends with 0 when every step was seen, else with 1 and the step.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { Run } from './lib/run.mjs';

// The first need a market that nobody has traded in; the last kills the exchange.
const FIRST = ['trade.e2e.mjs', 'orders.e2e.mjs', 'halt.e2e.mjs', 'phone.e2e.mjs'];
const LAST = ['pages.e2e.mjs', 'restart.e2e.mjs'];

const named = process.argv.slice(2).map((path) => basename(path));
const others = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.e2e.mjs') && !FIRST.includes(name) && !LAST.includes(name))
  .sort();
const names = named.length > 0 ? named : [...FIRST, ...others, ...LAST];

const run = await Run.start();
const start = Date.now();
try {
  for (const name of names) {
    // A script with a browser of its own exports nothing and is run by this.
    const { default: steps } = await import(`./${name}`);
    if (steps) {
      await run.script(name.replace('.e2e.mjs', ''), steps);
    }
  }
  console.log(`e2e: passed in ${Date.now() - start} ms`);
} catch (failure) {
  await run.failed(failure);
  process.exitCode = 1;
} finally {
  await run.close();
  process.stdin.destroy();
}
