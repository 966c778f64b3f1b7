import { expect, test } from 'vitest';
import type { Submission } from './order';
import { SubmitIds } from './retry';

const content = (quantity: string) => (client_order_id: string) =>
  ({
    kind: 'order',
    order: { side: 'BUY', order_type: 'MARKET', quantity, client_order_id },
  }) as Submission;

test('the same order keeps its id until it is answered, another one never has it', () => {
  let made = 0;
  const ids = new SubmitIds(() => `web-${++made}`);

  expect(ids.idFor(content('1'))).toBe('web-1');
  expect(ids.idFor(content('1'))).toBe('web-1');
  expect(ids.idFor(content('2'))).toBe('web-2');
  ids.answered();
  expect(ids.idFor(content('2'))).toBe('web-3');
});
