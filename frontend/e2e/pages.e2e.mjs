// Every page in both colour schemes: axe finds nothing serious, and a picture is kept.
import { assertAccessible, COLOURS_ONLY } from './lib/axe.mjs';
import { Desk } from './lib/desk.mjs';
import { admin, exchangeUrl } from './lib/run.mjs';

const GUEST_PAGES = ['/', '/login', '/signup'];
const ADMIN_PAGES = ['/', '/portfolio', '/ledger', '/leaderboard', '/keys', '/admin'];
const THEMES = ['dark', 'light'];

export default async function pages(run) {
  const guest = await run.page('guest');
  for (const path of GUEST_PAGES) {
    await look(run, guest, path, 'guest');
  }
  const page = await run.page('admin', { path: '/login' });
  await new Desk(page).logIn(admin);
  for (const path of [...ADMIN_PAGES, await replayPath()]) {
    await look(run, page, path, 'admin');
  }
}

async function look(run, page, path, who) {
  await run.seen(`${path} as ${who}`, async () => {
    await page.goto(`${exchangeUrl}${path}`);
    await page.locator('#main').waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.locator('.is-unknown').first().waitFor({ state: 'detached' });
    const name = path === '/' ? 'trade' : path.split('/')[1];
    for (const theme of THEMES) {
      await setTheme(page, theme);
      const rules = theme === THEMES[0] ? null : COLOURS_ONLY;
      await assertAccessible(page, `${path} as ${who}, ${theme}`, rules);
      await run.picture(page, `${name}-${who}-${theme}`);
    }
  });
}

/** As another tab of the same browser would do it. */
async function setTheme(page, theme) {
  await page.evaluate((chosen) => {
    const key = 'exchange.preferences';
    const before = JSON.parse(localStorage.getItem(key) ?? '{}');
    localStorage.setItem(key, JSON.stringify({ ...before, theme: chosen }));
    dispatchEvent(new StorageEvent('storage', { key }));
  }, theme);
  await page.locator(`:root[data-theme="${theme}"]`).waitFor();
}

async function replayPath() {
  const [market] = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  return `/replay/${market.symbol}`;
}
