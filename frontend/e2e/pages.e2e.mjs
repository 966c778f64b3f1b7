// Every page in both colour schemes: axe finds nothing serious, and a picture is kept.
import { assertAccessible } from './lib/axe.mjs';
import { Desk } from './lib/desk.mjs';
import { admin, exchangeUrl } from './lib/run.mjs';

const GUEST_PAGES = ['/', '/login', '/signup'];
const ADMIN_PAGES = ['/', '/portfolio', '/ledger', '/leaderboard', '/keys', '/admin'];

export default async function pages(run) {
  for (const theme of ['dark', 'light']) {
    const guest = await run.page(`guest-${theme}`, { theme });
    for (const path of GUEST_PAGES) {
      await look(run, guest, path, `guest-${theme}`);
    }
    const page = await run.page(`admin-${theme}`, { theme, path: '/login' });
    await new Desk(page).logIn(admin);
    for (const path of [...ADMIN_PAGES, await replayPath()]) {
      await look(run, page, path, theme);
    }
  }
}

async function look(run, page, path, name) {
  await run.seen(`${path} in ${name}`, async () => {
    await page.goto(`${exchangeUrl}${path}`);
    await page.locator('#main').waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await assertAccessible(page, `${path} in ${name}`);
    const file = path === '/' ? 'trade' : path.split('/')[1];
    await run.picture(page, `${file}-${name}`);
  });
}

async function replayPath() {
  const [market] = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  return `/replay/${market.symbol}`;
}
