import type { NewApiKey } from '../api/types';

/** What a person chose for a new key. */
export type KeyForm = {
  label: string;
  type: 'HMAC' | 'ED25519';
  mayTrade: boolean;
  publicKey: string;
  /** One address or range a line, or with commas between. */
  addresses: string;
  /** How many days it lives; "" for ever. */
  days: '' | '30' | '90' | '365';
};

export const EMPTY_KEY: KeyForm = {
  label: '',
  type: 'HMAC',
  mayTrade: false,
  publicKey: '',
  addresses: '',
  days: '90',
};

const DAY_MILLIS = 24 * 60 * 60 * 1000;

/** The same as the exchange wants it. */
export function newKey(form: KeyForm, now: number): NewApiKey {
  const addresses = form.addresses.split(/[\s,;]+/).filter(Boolean);
  return {
    label: form.label.trim(),
    type: form.type,
    scopes: form.mayTrade ? ['read', 'trade'] : ['read'],
    ...(form.type === 'ED25519' ? { public_key: form.publicKey.trim() } : {}),
    ...(addresses.length > 0 ? { allowed_ips: addresses } : {}),
    ...(form.days
      ? { expires_at: new Date(now + Number(form.days) * DAY_MILLIS).toISOString() }
      : {}),
  };
}
