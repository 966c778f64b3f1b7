// Drives the pages of one's own money through the browser of a running exchange: keys, ledger with
// the proof, portfolio, leaderboard; each on a wide screen and a phone, in both themes, with axe.
// EXCHANGE_URL says where; CHROMIUM names the browser; PICTURES a folder for screenshots.
// Ends with 0 when every step was seen, else with 1 and the step that failed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { COLOURS_ONLY } from './lib/axe.mjs';

const WAIT_MILLIS = 20_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const exchangeUrl = process.env.EXCHANGE_URL ?? 'http://127.0.0.1:8000';
const pictures = process.env.PICTURES;
const unique = `${Date.now()}-${process.pid}`;
const user = { email: `saver-${unique}@example.com`, password: `saver ${unique}`, name: 'Saver' };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  headless: true,
  args: FLAGS,
});
let page;
let step = 'start';
const complaints = [];
try {
  await lookAtMoney();
  assert.deepEqual(complaints, [], 'the page complained in the console');
  console.log('e2e: passed');
} catch (failure) {
  console.error(`e2e: FAILED at: ${step}\n${failure?.stack ?? failure}`);
  console.error(`console of the page: ${JSON.stringify(complaints)}`);
  await picture('failed').catch(() => undefined);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function lookAtMoney() {
  const tokens = await signUp();
  const order = { order_type: 'LIMIT', quantity: 0.01, price: 30_000 };
  await post('/orders/place', { ...order, side: 'BUY' }, tokens);
  await post('/orders/place', { ...order, side: 'SELL' }, await signUp('other-'));

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(
    (kept) => localStorage.setItem('exchange.session', JSON.stringify(kept)),
    tokens,
  );
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MILLIS);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isAbsence = message.text().includes('404');
    if (message.type() === 'error' && !isAbsence) {
      complaints.push(message.text());
    }
  });

  await seen('makes an API key, and the example signed with it is answered', useAKey);
  await seen('sees postings, saves them, and asks for a withdrawal', useTheLedger);
  await seen('sees what the account is worth', async () => {
    await open('/portfolio', 'Portfolio');
    await panel('Allocation').getByText('BTC', { exact: true }).waitFor();
    await page.getByRole('table', { name: 'Assets' }).getByText('BTC').waitFor();
    await looksGood('portfolio');
  });
  await seen('finds the own rank, and hides it', async () => {
    await open('/leaderboard', 'Leaderboard');
    await page.getByText('You are number').waitFor({ timeout: 40_000 });
    await looksGood('leaderboard');
    await page.getByLabel('Show me to others').uncheck();
    await page.getByText('You are number').waitFor({ state: 'detached' });
  });
  await context.close();
}

async function useAKey() {
  await open('/keys', 'API keys');
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('Name').fill('Night bot');
  await page.getByLabel('Only from these addresses').fill('127.0.0.0/8\n::1');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const dialog = page.getByRole('dialog', { name: 'The key is made' });
  await dialog.locator('code').nth(1).waitFor();
  const [key, secret] = await dialog.locator('code').allTextContents();
  await page.keyboard.press('Escape');
  await dialog.getByText('It cannot be shown again').waitFor();
  await dialog.getByRole('button', { name: 'I have kept the secret' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Night bot' });
  await row.getByText('read', { exact: true }).waitFor();

  const example = await page.locator('pre.code').textContent();
  assert.ok(example.includes(key), 'the example has the key');
  const answer = execFileSync('sh', ['-c', example.replace('YOUR SECRET', secret)]);
  assert.ok(JSON.parse(answer).balances.length > 0, `the example is answered: ${answer}`);
  await page.reload();
  await row.waitFor();
  assert.equal(await row.getByText('Never').count(), 0, 'the key says when it was used last');
  await looksGood('keys');

  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('There is no key yet').waitFor();
}

async function useTheLedger() {
  await open('/ledger', 'Ledger');
  const postings = page.getByRole('table', { name: 'Postings' });
  await postings.getByText('Trade', { exact: true }).first().waitFor();
  await page.getByLabel('Kind').selectOption('DEPOSIT');
  await postings.getByText('Trade', { exact: true }).first().waitFor({ state: 'detached' });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = readFileSync(await (await saving).path(), 'utf8');
  assert.match(csv, /^sequence,time,kind.*\r\n.*DEPOSIT/);
  await looksGood('ledger');

  await tab('Deposits & withdrawals');
  await page.getByLabel('Asset').selectOption('BTC');
  await page.getByLabel('Amount').fill('0.5');
  await page.getByLabel('Where to').fill('my own wallet');
  await page.getByRole('button', { name: 'Ask for the withdrawal' }).click();
  const row = page.getByRole('row').filter({ hasText: 'my own wallet' });
  await row.getByText('pending').waitFor();
  await looksGood('ledger-funds');
  await tab('Holds');
  await page.getByRole('cell', { name: 'Withdrawal' }).waitFor();
  await tab('Deposits & withdrawals');
  await row.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the withdrawal' }).click();
  await row.getByText('canceled').waitFor();

  await tab('Transfers');
  await page.getByText('You have sent and received nothing yet.').waitFor();
  await looksGood('ledger-transfers');
  await tab('Proof');
  await page.getByRole('button', { name: /^Check my/ }).click();
  await page.getByText(/There is no proof|are in the published total/).waitFor();
  await looksGood('ledger-proof');
}

async function signUp(prefix = '') {
  const who = { ...user, email: prefix + user.email };
  await post('/auth/signup', who);
  const { email, password } = who;
  return (await post('/auth/login', { email, password })).data;
}

async function post(path, body, tokens) {
  const response = await fetch(`${exchangeUrl}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(tokens ? { Authorization: `Bearer ${tokens.access_token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${path} answered ${response.status}`);
  return response.json();
}

async function open(path, title) {
  await page.goto(exchangeUrl + path);
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

async function tab(name) {
  await page.getByRole('tab', { name }).click();
}

function panel(name) {
  return page.getByRole('region', { name });
}

/** On a wide screen and on a phone, in both themes; the shell around the page has its own test. */
async function looksGood(name) {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((to) => {
      document.documentElement.dataset.theme = to;
    }, theme);
    for (const [size, width, height] of [
      ['wide', 1440, 900],
      ['phone', 390, 844],
    ]) {
      await page.setViewportSize({ width, height });
      await picture(`${name}-${theme}-${size}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, `${name} is wider than ${width} pixels`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(AXE);
    const only = theme === 'dark' ? {} : { runOnly: COLOURS_ONLY };
    const { violations } = await page.evaluate(
      (options) => window.axe.run('main', { resultTypes: ['violations'], ...options }),
      only,
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
      `${name}, ${theme}`,
    );
  }
}

async function picture(name) {
  if (pictures) {
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}

async function seen(what, doing) {
  step = what;
  const start = Date.now();
  await doing();
  console.log(`e2e:   ${what} (${Date.now() - start} ms)`);
}
