import type { Market } from '../../api/types';
import type { Tone } from '../../ui/Badge';

type Status = Market['status'];

export const STATUS_WORDS: Record<Status, string> = {
  OPEN: 'Open',
  HALTED: 'Halted',
  CANCEL_ONLY: 'Cancel only',
  POST_ONLY: 'Post only',
  DELISTED: 'Delisted',
  AUCTION: 'Auction',
};

export const STATUS_TONES: Record<Status, Tone> = {
  OPEN: 'good',
  HALTED: 'bad',
  CANCEL_ONLY: 'warn',
  POST_ONLY: 'warn',
  DELISTED: 'bad',
  AUCTION: 'accent',
};
