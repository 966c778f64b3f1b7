import type { PostingKind } from '../api/types';

/** What somebody looks for among their postings; "" for everything. Days are the reader's own. */
export type PostingFilter = {
  asset: string;
  kind: PostingKind | '';
  symbol: string;
  from: string;
  to: string;
};

export const ALL_POSTINGS: PostingFilter = { asset: '', kind: '', symbol: '', from: '', to: '' };

export const KIND_NAMES: Record<PostingKind, string> = {
  DEPOSIT: 'Deposit',
  WITHDRAWAL: 'Withdrawal',
  ADJUSTMENT: 'Adjustment',
  RESET: 'Reset',
  HOLD: 'Hold',
  RELEASE: 'Release',
  TRADE: 'Trade',
  FEE: 'Fee',
  TRANSFER: 'Transfer',
  TRANSFER_RETURNED: 'Transfer returned',
  OVERFLOW: 'Overflow',
};

/** The same as the exchange is asked; the last day counts to its end. */
export function postingQuery({ asset, kind, symbol, from, to }: PostingFilter) {
  return {
    asset: asset || undefined,
    kind: kind || undefined,
    symbol: symbol || undefined,
    start: from ? new Date(`${from}T00:00:00`).toISOString() : undefined,
    end: to ? dayAfter(to).toISOString() : undefined,
  };
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}
