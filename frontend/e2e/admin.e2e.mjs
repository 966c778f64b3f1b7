// An administrator halts a market on the page, opens it again, finds a user and imports a class.
import { assertAccessible } from './lib/axe.mjs';
import { Desk } from './lib/desk.mjs';
import { admin, exchangeUrl, newTrader } from './lib/run.mjs';

export default async function administer(run) {
  const office = new Desk(await run.page('office', { path: '/login' }));
  const { page } = office;
  await office.logIn(admin);
  await page.getByRole('link', { name: 'Admin' }).click();
  const markets = await (await fetch(`${exchangeUrl}/api/v1/markets`)).json();
  // Not the default market: other scripts trade there.
  const { symbol } = markets.at(-1);
  const row = page.getByRole('row').filter({ hasText: symbol }).first();
  const dialog = page.getByRole('dialog');

  await run.seen('an administrator halts a market for a reason', async () => {
    await row.getByRole('button', { name: `State of ${symbol}` }).click();
    await dialog.getByLabel(/Reason/).fill('a drill on the page');
    await assertAccessible(page, 'the dialog of a state');
    await dialog.getByRole('button', { name: `Set ${symbol} halted` }).click();
    await row.getByText('a drill on the page').waitFor();
  });
  await run.seen('and opens it again', async () => {
    await row.getByRole('button', { name: `State of ${symbol}` }).click();
    await dialog.getByLabel(/Reason/).fill('over');
    await dialog.getByRole('button', { name: `Set ${symbol} open` }).click();
    await row.getByText('open', { exact: true }).waitFor();
  });
  const { email } = newTrader('pupil');
  await run.seen('imports a class, and sees which line is wrong', async () => {
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Import a class' }).click();
    await dialog.getByLabel(/Name of the class/).fill('e2e');
    const csv = `email,name,USD\n${email},Pupil,100\nnobody,Nobody,100\n`;
    await dialog.getByLabel('CSV', { exact: true }).fill(csv);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog.getByText('1 made, 0 there before, 1 refused').waitFor();
    await dialog.getByText(/Line 3, nobody/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('row').filter({ hasText: email }).waitFor();
  });
  await run.seen('proposes to correct the balance of whom an email names', async () => {
    await page.getByRole('link', { name: 'Money' }).click();
    await page.getByRole('button', { name: 'Propose one' }).click();
    await dialog.getByLabel('Email of the user').fill('nobody@example.com');
    await dialog.getByLabel('Asset').fill('USD');
    await dialog.getByLabel('Amount').fill('5');
    await dialog.getByLabel('Reason').fill('a drill');
    await dialog.getByRole('button', { name: 'Propose' }).click();
    await dialog.getByText('No account has this email.').waitFor();
    await dialog.getByLabel('Email of the user').fill(email);
    await dialog.getByRole('button', { name: 'Propose' }).click();
    const asked = page.getByRole('row').filter({ hasText: 'a drill' });
    await asked.getByText(email).waitFor();
    await asked.getByText('needs another admin').waitFor();
  });
  await run.seen('sees how the exchange is', async () => {
    await page.getByRole('link', { name: 'Health' }).click();
    await page.getByText('ready', { exact: true }).waitFor();
    await assertAccessible(page, 'health');
  });
  await run.seen('and has everything audited', async () => {
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Audit now' }).click();
    await page.getByText('clean', { exact: true }).waitFor();
    await assertAccessible(page, 'an audit');
  });
}
