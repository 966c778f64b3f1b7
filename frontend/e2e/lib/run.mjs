// What all scripts share: one browser, a page for each person, and steps that are told as they go.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const WAIT_MILLIS = 20_000;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const exchangeUrl = process.env.EXCHANGE_URL ?? 'http://127.0.0.1:8000';
export const admin = { email: required('ADMIN_EMAIL'), password: required('ADMIN_PASSWORD') };

const artifacts = process.env.E2E_ARTIFACTS ?? 'target/browser';
const unique = `${Date.now()}-${process.pid}`;

/** A trader nobody has been before. */
export function newTrader(name) {
  return { email: `${name}-${unique}@example.com`, password: `${name} ${unique}`, name };
}

export class Run {
  #browser;
  #pages = [];
  #complaints = [];
  #step = 'start';

  static async start() {
    const run = new Run();
    run.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      headless: true,
      args: FLAGS,
    });
    return run;
  }

  /** A browser of one's own. What its pages complain about fails the run. */
  async page(who, { path = '/', width = 1440, height = 900, theme = 'dark' } = {}) {
    const context = await this.#browser.newContext({ viewport: { width, height } });
    await context.addInitScript((chosen) => {
      const key = 'exchange.preferences';
      localStorage.setItem(key, localStorage.getItem(key) ?? JSON.stringify({ theme: chosen }));
    }, theme);
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MILLIS);
    page.on('pageerror', (error) => this.#complain(`${who}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text())) {
        this.#complain(`${who}: ${message.text()}`);
      }
    });
    this.#pages.push({ who, page });
    await page.goto(`${exchangeUrl}${path}`);
    return page;
  }

  async seen(what, doing) {
    this.#step = what;
    const start = Date.now();
    const told = await doing();
    console.log(`e2e:   ${what} (${Date.now() - start} ms)`);
    return told;
  }

  async script(name, steps) {
    console.log(`e2e: ${name}`);
    await steps(this);
    assert.deepEqual(this.#complaints, [], 'the page complained in the console');
    await Promise.all(this.#pages.map(({ page }) => page.context().close()));
    this.#pages = [];
  }

  async picture(page, name) {
    mkdirSync(artifacts, { recursive: true });
    await page.screenshot({ path: join(artifacts, `${name}.png`) });
  }

  /** Whoever runs the scripts runs the exchange too: it is killed and started again on request. */
  async restartExchange() {
    const lines = createInterface({ input: process.stdin });
    console.log('e2e: restart the exchange');
    for await (const line of lines) {
      if (line === 'restarted') {
        break;
      }
    }
    lines.close();
  }

  async failed(failure) {
    console.error(`e2e: FAILED at: ${this.#step}\n${failure?.stack ?? failure}`);
    console.error(`console of the pages: ${JSON.stringify(this.#complaints)}`);
    for (const [index, { who, page }] of this.#pages.entries()) {
      await this.picture(page, `failed-${index}-${who}`).catch(() => undefined);
    }
    console.error(`pictures of the pages: ${artifacts}`);
  }

  async close() {
    await this.#browser.close();
  }

  #complain(text) {
    this.#complaints.push(text);
  }
}

/** A refusal is an answer, and a line that was cut is what some scripts are about. */
function isExpected(text) {
  return /status of (4\d\d|50[23])|ERR_CONNECTION|WebSocket connection/.test(text);
}

function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`e2e: set ${name}`);
    process.exit(1);
  }
  return value;
}
