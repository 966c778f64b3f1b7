// What axe-core finds wrong with a page for people who cannot see or use it as most do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a page in another theme can have besides: its colours. */
export const COLOURS_ONLY = ['color-contrast'];

/** Fails with every serious or critical violation and the elements it is about. */
export async function assertAccessible(page, what, rules = null) {
  // By the debugger's own way in: the page's security policy lets no foreign script run.
  await page.evaluate(source);
  const violations = await page.evaluate(async (only) => {
    const { violations: found } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: only }),
    });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
  }, rules);
  assert.deepEqual(violations, [], `axe on ${what}`);
}
