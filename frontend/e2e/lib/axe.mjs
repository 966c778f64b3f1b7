// What axe-core finds wrong with a page for people who cannot see or use it as most do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with every serious or critical violation and the elements it is about. */
export async function assertAccessible(page, what) {
  // By the debugger's own way in: the page's security policy lets no foreign script run.
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, {
      resultTypes: ['violations'],
    });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
  });
  assert.deepEqual(violations, [], `axe on ${what}`);
}
