// Drives a running exchange once through the browser, as a trader and as an administrator.
// The exchange has no other orders in its default market and credits who signs up.
// EXCHANGE_URL, ADMIN_EMAIL and ADMIN_PASSWORD say where and as whom; CHROMIUM names the browser.
// Ends with 0 when every step was seen, else with 1, the step that failed and a picture of it.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const WAIT_MILLIS = 20_000;
const PRICE = '12345.67';
const QUANTITY = '0.00123';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const exchangeUrl = process.env.EXCHANGE_URL ?? 'http://127.0.0.1:8000';
const admin = { email: required('ADMIN_EMAIL'), password: required('ADMIN_PASSWORD') };
const unique = `${Date.now()}-${process.pid}`;
const maker = { email: `maker-${unique}@example.com`, password: `maker ${unique}` };
const taker = { email: `taker-${unique}@example.com`, password: `taker ${unique}` };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  headless: true,
  args: FLAGS,
});
const complaints = [];
let page;
let step = 'start';
try {
  await tradeOnce();
  assert.deepEqual(complaints, [], 'the page complained in the console');
  console.log('e2e: passed');
} catch (failure) {
  console.error(`e2e: FAILED at: ${step}\n${failure?.stack ?? failure}`);
  console.error(`console of the page: ${JSON.stringify(complaints)}`);
  await picture();
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function tradeOnce() {
  await as('a trader', maker, async () => {
    await seen('signs up and sees the book', async () => {
      await signUp(maker);
      await panel('Order book').getByText('Spread').waitFor();
      await page.locator('.pill.live').waitFor();
    });
    await seen('is told at the field what is wrong with an order', async () => {
      await fill({ side: 'Buy', price: '0.001', quantity: QUANTITY });
      await submit();
      await ticket().getByText('The price goes in steps of').waitFor();
    });
    await seen('places an order, sees it in the book and in the own orders', async () => {
      await place({ side: 'Buy', price: PRICE, quantity: QUANTITY });
      await bids().getByText('12,345.67').waitFor();
      await orderRow().waitFor();
    });
    await seen('cancels it, and it is gone from the own orders and the book', async () => {
      await orderRow().getByRole('button', { name: 'Cancel' }).click();
      await orderRow().waitFor({ state: 'detached' });
      await bids().getByText('12,345.67').waitFor({ state: 'detached' });
      await orders().getByText('History').click();
      await orderRow('Canceled').waitFor();
    });
    await seen('logs out, and in again with the same password', async () => {
      await logOut();
      await logIn(maker);
    });
    await seen('places an order for another to meet', () =>
      place({ side: 'Buy', price: PRICE, quantity: QUANTITY }),
    );
  });

  await as('another trader', taker, async () => {
    await seen('sells to it at the market and sees the last price', async () => {
      await signUp(taker);
      await bids().getByText('12,345.67').waitFor();
      await place({ side: 'Sell', quantity: QUANTITY });
      await ticket().getByText('Filled 0.00123 BTC at 12,345.67 USD.').waitFor();
      await page.getByTestId('last-price').getByText('12,345.67').waitFor();
    });
  });

  await as('the administrator', admin, async () => {
    await seen('sees the last trades', async () => {
      await logIn(admin);
      await page.getByRole('link', { name: 'Admin' }).click();
      const row = panel('Last trades').locator('tbody tr').first();
      await row.getByText('12,345.67').waitFor();
      await row.getByText(QUANTITY, { exact: true }).waitFor();
    });
  });
}

async function as(who, { email }, steps) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(WAIT_MILLIS);
  page.on('pageerror', (error) => complaints.push(`${who}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(`${who}: ${message.text()}`);
    }
  });
  console.log(`e2e: ${who} (${email})`);
  await page.goto(`${exchangeUrl}/login`);
  await steps();
  await context.close();
}

async function seen(what, doing) {
  step = what;
  const start = Date.now();
  await doing();
  console.log(`e2e:   ${what} (${Date.now() - start} ms)`);
}

async function signUp({ email, password }) {
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill('End To End');
  await enter(email, password, 'Sign up');
}

async function logIn({ email, password }) {
  await enter(email, password, 'Log in');
}

async function enter(email, password, button) {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('button', { name: 'Account' }).waitFor();
}

async function logOut() {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
}

async function place(order) {
  await fill(order);
  await submit();
  await ticket()
    .getByText(/in the book|Filled/)
    .waitFor();
}

async function fill({ side, price, quantity }) {
  await ticket().getByText(side, { exact: true }).click();
  await ticket()
    .getByText(price ? 'Limit' : 'Market', { exact: true })
    .click();
  if (price) {
    await ticket().getByLabel('Price').fill(price);
  }
  await ticket().getByLabel('Quantity').fill(quantity);
}

async function submit() {
  await ticket().locator('button[type=submit]').click();
}

function panel(name) {
  return page.getByRole('region', { name });
}

function ticket() {
  return panel('Place an order');
}

function orders() {
  return panel('My orders');
}

function bids() {
  return panel('Order book').locator('tbody.bids');
}

function orderRow(status = 'Open') {
  return orders()
    .locator('tbody tr')
    .filter({ hasText: '12,345.67' })
    .filter({ has: page.getByRole('cell', { name: status, exact: true }) });
}

async function picture() {
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'exchange-e2e-')), 'failed.png');
    await page.screenshot({ path });
    console.error(`picture of the page: ${path}`);
  } catch (failure) {
    console.error(`no picture of the page: ${failure.message}`);
  }
}

function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`e2e: set ${name}`);
    process.exit(1);
  }
  return value;
}
