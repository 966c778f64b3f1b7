// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { bookView } from '../../../model/bookView';
import { Book } from '../../../stream/book';
import { LadderRows } from './LadderRows';

const NONE = { bids: new Set<number>(), asks: new Set<number>() };

function ladder() {
  const asks = document.createElement('tbody');
  const bids = document.createElement('tbody');
  const rows = new LadderRows(asks, bids);
  const book = new Book('0.5', '0.001');
  const show = (own = NONE) => rows.show(bookView(book, 1, 3, 3), book, own, 3, 3);
  const told = (side: HTMLElement) =>
    [...side.querySelectorAll('tr:not(.blank)')].map((row) => row.textContent);
  return { asks, bids, rows, book, show, told };
}

test('asks stand above with the best lowest, bids below with the best highest', () => {
  const { asks, bids, book, show, told } = ladder();
  book.asks.set(2_001, 250);
  book.asks.set(2_003, 1_500);
  book.bids.set(1_999, 1);
  show();

  expect(told(asks)).toEqual(['1,001.51.51.75', '1,000.50.250.25']);
  expect(told(bids)).toEqual(['999.50.0010.001']);
  expect(asks.querySelectorAll('tr')).toHaveLength(3);
});

test('a level that changes is written into the row that is there, and only that', () => {
  const { bids, book, show, told } = ladder();
  book.bids.set(1_999, 1_000);
  book.bids.set(1_998, 2_000);
  show();
  const before = [...bids.querySelectorAll('tr')];
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((found) => records.push(...found));
  observer.observe(bids, { subtree: true, characterData: true, childList: true });

  book.bids.set(1_998, 3_000);
  show();
  records.push(...observer.takeRecords());

  expect([...bids.querySelectorAll('tr')]).toEqual(before);
  expect(told(bids)).toEqual(['999.511', '999.034']);
  expect(records.map(({ target }) => (target as Text).data)).toEqual(['3', '4']);
});

test('a level that is gone leaves a blank row, which nothing can be taken from', () => {
  const { bids, rows, book, show, told } = ladder();
  book.bids.set(1_999, 1_000);
  show();
  const price = bids.querySelector('[data-takes="price"]');
  expect(price && rows.levelAt(price)?.total).toBe(1_000);

  book.bids.set(1_999, 0);
  show();

  expect(told(bids)).toEqual([]);
  expect(price && rows.levelAt(price)).toBeNull();
});

test('own orders have a dot as long as they are there', () => {
  const { bids, book, show } = ladder();
  book.bids.set(1_999, 1_000);
  const dot = () => bids.querySelector<HTMLElement>('tr:not(.blank) .own-dot');

  show({ bids: new Set([1_999]), asks: new Set() });
  expect(dot()?.hidden).toBe(false);
  show();
  expect(dot()?.hidden).toBe(true);
});
