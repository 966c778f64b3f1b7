// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Account } from '../../../model/account/account';
import type { OwnOrder } from '../../../model/account/events';
import { account } from '../../../state/account';
import { queries } from '../../../state/queries';
import { logIn } from '../../../state/session';
import { changeTicket, clearTicket, takePrice } from '../../../state/ticket';
import { fakeExchange, bitcoin as market, type Request, tokensFor } from '../../../testkit';
import { TicketPanel } from './TicketPanel';

class SilentSocket {
  readyState = 0;
  send() {}
  close() {}
}

const placed: Record<string, unknown>[] = [];
let answer: [number, unknown];

beforeEach(async () => {
  placed.length = 0;
  clearTicket();
  changeTicket({ kind: 'LIMIT' });
  const exchange = fakeExchange(({ path, body }: Request) => {
    switch (path) {
      case '/api/v1/auth/login':
        return [200, { message: '', data: tokensFor('ann@example.com', 3600) }];
      case '/api/v1/orders/place':
        placed.push(body as Record<string, unknown>);
        return answer;
      case '/api/v1/account/fees':
        return [200, { markets: [], overrides: [] }];
      default:
        return [404, { message: 'none', error: 'NOT_FOUND' }];
    }
  });
  vi.stubGlobal('fetch', exchange.fetch);
  vi.stubGlobal('WebSocket', SilentSocket);
  await logIn('ann@example.com', 'secret');
  account.set({
    sequence: 1,
    balances: { USD: { available: '1000', held: '0' } },
    orders: {},
    fills: [],
  });
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <TicketPanel market={market} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
});

afterEach(() => {
  cleanup();
  queries.clear();
  vi.unstubAllGlobals();
});

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { exact: true });

async function enter(price: string, quantity: string) {
  await userEvent.type(field('Price'), price);
  await userEvent.type(field('Quantity'), quantity);
  await submit();
}

function submit() {
  return userEvent.click(screen.getByRole('button', { name: 'Buy BTC' }));
}

function problemAt(label: string) {
  const described = field(label).getAttribute('aria-describedby') ?? '';
  return document.getElementById(described)?.textContent;
}

test('what is wrong is said at the field, and nothing is sent', async () => {
  await enter('1.005', '2');

  expect(problemAt('Price')).toBe('The price goes in steps of 0.01 USD.');
  expect(placed).toEqual([]);
});

test('what the exchange refuses is shown at the field it is about', async () => {
  answer = [400, { message: 'not enough funds are available', error: 'INSUFFICIENT_FUNDS' }];

  await enter('100.25', '0.5');

  expect(problemAt('Quantity')).toBe('Not enough funds are available.');
});

test('a placed order is confirmed and the next quantity is blank', async () => {
  const order = { status: 'OPEN', order_type: 'LIMIT', filled_quantity: 0, average_price: null };
  answer = [200, { trades: [], order, order_executed: false }];

  await enter('100.25', '0.5');

  expect(await screen.findByText('Your order is in the book.')).toBeTruthy();
  expect(placed).toMatchObject([{ side: 'BUY', price: '100.25', quantity: '0.5' }]);
  expect(field('Quantity').value).toBe('');
});

test('what was said of an order that rests ends with the order', async () => {
  const order = {
    id: 'o1',
    status: 'OPEN',
    order_type: 'LIMIT',
    filled_quantity: 0,
    average_price: null,
  };
  answer = [200, { trades: [], order, order_executed: false }];
  await enter('100.25', '0.5');
  await screen.findByText('Your order is in the book.');

  const told = account.get() as Account;
  act(() => account.set({ ...told, orders: { o1: {} as OwnOrder } }));
  expect(screen.queryByText('Your order is in the book.')).toBeTruthy();
  act(() => account.set({ ...told, orders: {} }));
  expect(screen.queryByText('Your order is in the book.')).toBeNull();
});

test('a try whose outcome is not known is repeated under the same id', async () => {
  answer = [503, { message: 'busy', error: 'OVERLOADED' }];

  await enter('100.25', '0.5');
  await submit();

  expect(placed).toHaveLength(2);
  expect(placed[1]?.client_order_id).toBe(placed[0]?.client_order_id);

  answer = [400, { message: 'no', error: 'MARKET_HALTED' }];
  await submit();
  await submit();
  expect(placed[2]?.client_order_id).toBe(placed[0]?.client_order_id);
  expect(placed[3]?.client_order_id).not.toBe(placed[0]?.client_order_id);
});

test('quantity and total follow each other, a share takes of what is free', async () => {
  await userEvent.type(field('Price'), '100');
  await userEvent.type(field('Total'), '50');
  expect(field('Quantity').value).toBe('0.5');

  await userEvent.click(screen.getByRole('button', { name: '25%' }));
  expect(field('Quantity').value).toBe('2.5');
  expect(field('Total').value).toBe('250');
});

test('arrow keys go by ticks, and a price pointed at in the book is taken', async () => {
  takePrice('99.99');
  await userEvent.click(field('Price'));
  await userEvent.keyboard('{ArrowUp}');

  expect(field('Price').value).toBe('100');
});

test('a stop shows the fields of a stop and sends them', async () => {
  const order = { status: 'OPEN', order_type: 'STOP', filled_quantity: 0, average_price: null };
  answer = [200, { trades: [], order, order_executed: false }];
  await userEvent.click(screen.getByText('Stop & more'));
  await userEvent.selectOptions(field('Kind of order'), 'Trailing stop');
  await userEvent.type(field('Distance'), '1.5');
  await userEvent.type(field('Quantity'), '0.5');
  await submit();

  expect(await screen.findByText('Your order waits for its stop price.')).toBeTruthy();
  expect(placed).toMatchObject([{ order_type: 'STOP', trailing_basis_points: 150 }]);
});
