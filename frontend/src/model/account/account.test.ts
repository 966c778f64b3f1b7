import { expect, test } from 'vitest';
import { type Account, applied, begun, withFills } from './account';
import type { AccountEvent, OwnFill } from './events';

const ID = 'order-1';
const empty: Account = { sequence: 0, balances: {}, orders: {}, fills: [] };

let last = 0;

function event(type: string, fields: Partial<AccountEvent> = {}): AccountEvent {
  last += 1;
  return {
    sequence: last,
    time: '2026-11-22T10:00:00.000Z',
    type,
    order_id: ID,
    client_order_id: 'mine-1',
    symbol: 'BTC-USD',
    side: 'BUY',
    changes: [],
    ...fields,
  };
}

function story(...events: [type: string, fields?: Partial<AccountEvent>][]): AccountEvent[] {
  last = 0;
  return events.map(([type, fields]) => event(type, fields));
}

function run(account: Account, events: AccountEvent[]): Account {
  const outcome = applied(account, events);
  if (outcome.kind === 'gap') {
    throw new Error('a gap');
  }
  return outcome.account;
}

const placed: [string, Partial<AccountEvent>] = [
  'order_placed',
  {
    order_type: 'LIMIT',
    time_in_force: 'GTC',
    price: '100.25',
    quantity: '0.5',
    changes: [{ asset: 'USD', available: '-50.125', held: '50.125' }],
  },
];
const fill: [string, Partial<AccountEvent>] = [
  'order_filled',
  {
    status: 'PARTIALLY_FILLED',
    engine_trade_id: 42,
    liquidity: 'taker',
    price: '100',
    quantity: '0.25',
    remaining: '0.25',
    fee: '0.0005',
    fee_asset: 'BTC',
    changes: [
      { asset: 'USD', available: '0.0625', held: '-25.0625' },
      { asset: 'BTC', available: '0.2495', held: '0' },
    ],
  },
];

test('an order is on its way until the market has it, its funds are held at once', () => {
  const events = story(placed, ['order_accepted', { status: 'OPEN', resting: true }]);
  const start = { ...empty, balances: { USD: { available: '100', held: '0' } } };

  const before = run(start, events.slice(0, 1));
  expect(before.orders[ID]).toMatchObject({ isOnItsWay: true, remaining: '0.5', status: 'OPEN' });
  expect(before.balances.USD).toEqual({ available: '49.875', held: '50.125' });

  expect(run(before, events.slice(1)).orders[ID]?.isOnItsWay).toBe(false);
});

test('a fill changes order, balances and the list of fills', () => {
  const account = run(empty, story(placed, fill));

  expect(account.orders[ID]).toMatchObject({
    status: 'PARTIALLY_FILLED',
    filled_quantity: '0.25',
    remaining: '0.25',
    average_price: '100',
    fee: '0.0005',
  });
  expect(account.balances.BTC).toEqual({ available: '0.2495', held: '0' });
  expect(account.fills).toMatchObject([{ sequence: 2, tradeId: '42', liquidity: 'taker' }]);
});

test('averages weigh by quantity', () => {
  const second = { ...fill[1], status: 'FILLED' as const, price: '101', quantity: '0.75' };
  const partly = { ...second, status: 'PARTIALLY_FILLED' as const };

  const account = run(empty, story(placed, fill, ['order_filled', partly]));

  expect(account.orders[ID]?.average_price).toBe('100.75');
});

test.each<[string, Partial<AccountEvent>]>([
  ['order_filled', { ...fill[1], status: 'FILLED', remaining: '0' }],
  ['order_ended', { status: 'CANCELED', reason: 'USER_CANCELED' }],
  ['order_rejected', { status: 'CANCELED', reason: 'TOO_LATE' }],
])('%s ends it', (type, fields) => {
  expect(run(empty, story(placed, [type, fields])).orders).toEqual({});
});

test('a change is shown when the market made it, not before', () => {
  const amending = ['order_amending', { price: '101', quantity: '0.4' }] as const;
  const asked = run(empty, story(placed, fill, [...amending]));
  expect(asked.orders[ID]).toMatchObject({ price: '100.25', isAmending: true });

  const refused = story(placed, fill, [...amending], ['amend_refused', { reason: 'X' }]);
  expect(run(empty, refused).orders[ID]).toMatchObject({ price: '100.25', isAmending: false });

  const made = story(placed, fill, [...amending], ['order_amended', amending[1]]);
  expect(run(empty, made).orders[ID]).toMatchObject({
    price: '101',
    quantity: '0.4',
    remaining: '0.15',
    isAmending: false,
  });
});

test('a stop is triggered, a decrement makes less of an order', () => {
  const events = story(placed, ['order_triggered'], ['order_decremented', { quantity: '0.125' }]);

  expect(run(empty, events).orders[ID]).toMatchObject({
    triggered: true,
    quantity: '0.375',
    remaining: '0.375',
  });
});

test('what was told before is passed over, so nothing counts twice', () => {
  const events = story(placed, fill);
  const account = run(empty, events);

  const again = applied(account, events);

  expect(again).toEqual({ kind: 'applied', account, events: [] });
});

test('a gap changes nothing', () => {
  const events = story(placed, fill, ['order_ended', { status: 'CANCELED' }]);

  expect(applied(empty, events.slice(1))).toEqual({ kind: 'gap' });
  expect(applied(run(empty, events.slice(0, 1)), events.slice(2))).toEqual({ kind: 'gap' });
});

test('fills of before are put where they belong, and none twice', () => {
  const account = run(empty, story(placed, fill));
  const [live] = account.fills;
  const older = { ...live, sequence: 1, tradeId: '41' } as OwnFill;

  const { fills } = withFills(account, [live as OwnFill, older]);

  expect(fills.map(({ tradeId }) => tradeId)).toEqual(['42', '41']);
});

test('a snapshot begins anew but keeps the fills that were seen', () => {
  const account = run(empty, story(placed, fill));

  const anew = begun(
    { sequence: 9, balances: [{ asset: 'USD', available: '1', held: '2' }], orders: [] },
    account,
  );

  expect(anew).toEqual({
    sequence: 9,
    balances: { USD: { available: '1', held: '2' } },
    orders: {},
    fills: account.fills,
  });
});
