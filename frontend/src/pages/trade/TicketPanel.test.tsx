// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logIn } from '../../state/session';
import { clearTicket } from '../../state/ticket';
import { fakeExchange, bitcoin as market, type Request, tokensFor } from '../../testkit';
import { TicketPanel } from './TicketPanel';

const placed: unknown[] = [];
let answer: [number, unknown];

beforeEach(async () => {
  placed.length = 0;
  clearTicket();
  const exchange = fakeExchange(({ path, body }: Request) => {
    if (path === '/api/v1/auth/login') {
      return [200, { message: '', data: tokensFor('ann@example.com', 3600) }];
    }
    if (path !== '/api/v1/orders/place') {
      return [200, { balances: [] }];
    }
    placed.push(body);
    return answer;
  });
  vi.stubGlobal('fetch', exchange.fetch);
  await logIn('ann@example.com', 'secret');
  render(<TicketPanel market={market} />);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function enter(price: string, quantity: string) {
  await userEvent.type(screen.getByLabelText('Price'), price);
  await userEvent.type(screen.getByLabelText('Quantity'), quantity);
  await userEvent.click(screen.getByRole('button', { name: 'Buy BTC' }));
}

test('what is wrong is said at the field, and nothing is sent', async () => {
  await enter('1.005', '2');

  const price = screen.getByLabelText('Price');
  expect(price.getAttribute('aria-invalid')).toBe('true');
  const problem = document.getElementById(price.getAttribute('aria-describedby') ?? '');
  expect(problem?.textContent).toBe('The price goes in steps of 0.01 USD.');
  expect(placed).toEqual([]);
});

test('what the exchange says of a field is shown at that field', async () => {
  answer = [
    422,
    { message: 'more than the book takes', error: 'X', field: 'quantity', detail: [] },
  ];

  await enter('100.25', '0.5');

  const quantity = screen.getByLabelText('Quantity');
  const problem = document.getElementById(quantity.getAttribute('aria-describedby') ?? '');
  expect(problem?.textContent).toBe('More than the book takes.');
});

test('a placed order is confirmed and the next quantity is blank', async () => {
  const order = { status: 'OPEN', filled_quantity: 0, average_price: null };
  answer = [200, { trades: [], order, order_executed: false }];

  await enter('100.25', '0.5');

  expect(await screen.findByText('Your order is in the book.')).toBeTruthy();
  expect(placed).toMatchObject([{ side: 'BUY', price: '100.25', quantity: '0.5' }]);
  expect(screen.getByLabelText<HTMLInputElement>('Quantity').value).toBe('');
});
