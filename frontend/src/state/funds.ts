import { Problem } from '../api/problem';
import { callAsOwner } from './owned';
import { useOwn } from './useOwn';

/** The own balances, by asset, as the exchange orders them. */
export function useBalances() {
  return useOwn('/api/v1/account');
}

/** Whether accounts are on paper, so that users help themselves; null before it is known. */
export function useIsPaper(): boolean | null {
  const shown = useOwn('/api/v1/account/leaderboard');
  if (shown.data) {
    return true;
  }
  return shown.error instanceof Problem && shown.error.status === 404 ? false : null;
}

export type WithdrawalForm = { asset: string; amount: string; address: string };

/** Asks for a withdrawal. The same name again is the same withdrawal, so a second try is safe. */
export function requestWithdrawal(form: WithdrawalForm, client_withdrawal_id: string) {
  return callAsOwner('post', '/api/v1/account/withdrawals', {
    body: { ...form, client_withdrawal_id },
  });
}

export function cancelWithdrawal(withdrawal_id: string) {
  return callAsOwner('delete', '/api/v1/account/withdrawals/{withdrawal_id}', {
    params: { withdrawal_id },
  });
}

export type TransferForm = { to: string; asset: string; amount: string; note: string };

/** Sends money, once per reference. */
export function sendTransfer({ note, ...form }: TransferForm, reference: string) {
  return callAsOwner('post', '/api/v1/account/transfers', {
    body: { ...form, reference, ...(note.trim() ? { note: note.trim() } : {}) },
  });
}

export function takeFromFaucet(asset: string) {
  return callAsOwner('post', '/api/v1/account/faucet', { body: { asset } });
}

export function resetAccount(client_reset_id: string) {
  return callAsOwner('post', '/api/v1/account/reset', { body: { client_reset_id } });
}

/** A name for something that must happen once, however often it is asked for. */
export function newName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
