// The trader's desk as a person uses it, by the names on the screen.

export class Desk {
  constructor(page) {
    this.page = page;
  }

  async signUp({ email, password, name }) {
    await this.page
      .getByRole('link', { name: /Sign up|Create an account/ })
      .first()
      .click();
    await this.page.getByLabel('Name').fill(name);
    await this.#enter(email, password, 'Sign up');
  }

  async logIn({ email, password }) {
    await this.#enter(email, password, 'Log in');
  }

  async #enter(email, password, button) {
    const form = this.page.locator('form.login');
    await form.getByLabel('Email').fill(email);
    await form.getByLabel('Password').fill(password);
    await form.getByRole('button', { name: button }).click();
    await this.page.getByRole('button', { name: 'Account' }).waitFor();
  }

  async logOut() {
    await this.page.getByRole('button', { name: 'Account' }).click();
    await this.page.getByRole('menuitem', { name: 'Log out' }).click();
  }

  panel(name) {
    return this.page.getByRole('region', { name });
  }

  get ticket() {
    return this.panel('Place an order');
  }

  get orders() {
    return this.panel('My orders');
  }

  /** Leaves only the own trades on the tape. */
  get mine() {
    return this.panel('Trades').getByRole('button', { name: 'Mine' });
  }

  /** A field of the ticket by its label. */
  field(label) {
    return this.ticket.getByLabel(label, { exact: true });
  }

  toast(text) {
    return this.page.locator('[data-sonner-toast]').filter({ hasText: text }).first();
  }

  async choose(text) {
    await this.ticket.getByText(text, { exact: true }).click();
  }

  /** `kind` as on the screen; `fields` by their labels. */
  async fill({ side, kind = 'Limit', ...fields }) {
    await this.choose(side);
    if (kind === 'Limit' || kind === 'Market') {
      await this.choose(kind);
    } else {
      await this.choose('Stop & more');
      await this.field('Kind of order').selectOption({ label: kind });
    }
    for (const [label, value] of Object.entries(fields)) {
      await this.field(label).fill(value);
    }
  }

  async submit() {
    await this.ticket.locator('button[type=submit]').click();
  }

  async place(order, outcome = /in the book|Filled|waits|placed/) {
    await this.fill(order);
    await this.submit();
    await this.ticket.locator('.outcome').getByText(outcome).waitFor();
  }

  async tab(name) {
    await this.orders.getByRole('tab', { name }).click();
  }

  /** Rows of the tab that is shown. */
  rows(text) {
    return this.orders.locator('tbody tr').filter({ hasText: text });
  }

  async openOrders(count) {
    await this.orders.getByRole('tab', { name: `Open orders (${count})` }).waitFor();
  }

  async live() {
    await this.page.getByText(/^Live/).first().waitFor();
  }
}
