import { expect, it } from 'vitest';
import { csvChunks } from './csvChunks';

it('repeats the names of the columns over each part and counts the lines before it', () => {
  expect(csvChunks('\uFEFFemail,name\r\na,A\r\nb,B\r\nc,C\r\n', 2)).toEqual([
    { csv: 'email,name\na,A\nb,B', skipped: 0 },
    { csv: 'email,name\nc,C', skipped: 2 },
  ]);
});

it('keeps a row together whose quoted cell goes over lines', () => {
  expect(csvChunks('email,name\na,"A\nB"\nb,B', 1)).toEqual([
    { csv: 'email,name\na,"A\nB"', skipped: 0 },
    { csv: 'email,name\nb,B', skipped: 2 },
  ]);
});

it('has no parts without rows', () => {
  expect(csvChunks('email,name\n', 5)).toEqual([]);
  expect(csvChunks('', 5)).toEqual([]);
});
