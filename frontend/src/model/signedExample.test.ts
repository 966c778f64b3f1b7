// @vitest-environment node
import { expect, it } from 'vitest';
import { signedExample } from './signedExample';

/** Node's own modules, whose types a page does not know. */
const [{ execFileSync }, { createHash, createHmac }] = await Promise.all(
  ['node:child_process', 'node:crypto'].map((name) => import(/* @vite-ignore */ name)),
);

it('signs timestamp, method, path and the hash of the body', () => {
  const script = signedExample('http://exchange.example', 'key-1', 'a secret');
  const shown = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${script}`]);

  const said: string[] = shown.toString().split('\n');
  const timestamp = said.find((line) => line.startsWith('X-API-TIMESTAMP: '))?.slice(17) ?? '';
  const bodyHash = createHash('sha256').update('').digest('hex');
  const signed = `${timestamp}\nGET\n/api/v1/account\n${bodyHash}`;
  expect(said).toContain('http://exchange.example/api/v1/account');
  expect(said).toContain('X-API-KEY: key-1');
  expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000);
  expect(said).toContain(
    `X-API-SIGNATURE: ${createHmac('sha256', 'a secret').update(signed).digest('hex')}`,
  );
});
