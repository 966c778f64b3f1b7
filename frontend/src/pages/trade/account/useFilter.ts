import { useState } from 'react';
import { ALL_HISTORY, type HistoryFilter } from '../../../state/history';

/** A filter that follows the panel's market until another market is chosen in it. */
export function useFilter(symbol: string) {
  const [before, setBefore] = useState(symbol);
  const [filter, setFilter] = useState<HistoryFilter>({ ...ALL_HISTORY, symbol });
  if (before !== symbol) {
    setBefore(symbol);
    setFilter({ ...filter, symbol });
  }
  return [filter, setFilter] as const;
}
