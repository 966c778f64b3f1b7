import { expect, it } from 'vitest';
import { wholeCsv } from './csv';

const pages = [
  { text: 'a,b\r\n1,2\r\n', next: '7' },
  { text: 'a,b\r\n3,4\r\n', next: null },
];

it('joins the pages under one head', async () => {
  const asked: (string | undefined)[] = [];
  const page = async (before: string | undefined) => {
    asked.push(before);
    return pages[asked.length - 1] as (typeof pages)[number];
  };
  expect(await wholeCsv(page, 5)).toEqual({ text: 'a,b\r\n1,2\r\n3,4\r\n', isWhole: true });
  expect(asked).toEqual([undefined, '7']);
});

it('says when there would have been more', async () => {
  const page = async () => pages[0] as (typeof pages)[number];
  expect((await wholeCsv(page, 2)).isWhole).toBe(false);
});
