import { expect, it } from 'vitest';
import { EMPTY_KEY, newKey } from './newKey';

it('asks for nothing that was not chosen', () => {
  expect(newKey({ ...EMPTY_KEY, label: ' bot ', days: '' }, 0)).toEqual({
    label: 'bot',
    type: 'HMAC',
    scopes: ['read'],
  });
});

it('takes addresses line by line or with commas, and days from now', () => {
  const form = {
    ...EMPTY_KEY,
    label: 'bot',
    type: 'ED25519' as const,
    mayTrade: true,
    publicKey: ' abc ',
    addresses: '192.0.2.1, 198.51.100.0/24\n::1\n',
    days: '30' as const,
  };
  expect(newKey(form, Date.UTC(2026, 0, 1))).toEqual({
    label: 'bot',
    type: 'ED25519',
    scopes: ['read', 'trade'],
    public_key: 'abc',
    allowed_ips: ['192.0.2.1', '198.51.100.0/24', '::1'],
    expires_at: '2026-01-31T00:00:00.000Z',
  });
});
