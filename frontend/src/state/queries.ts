import { QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { Problem, problemText } from '../api/problem';
import type { PanelState } from '../ui/Panel';

const TRIES_MAX = 3;

/** What REST answered, kept for all pages. What streams is not in here. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, thrown) => failures < TRIES_MAX && isPassing(thrown),
    },
    mutations: { retry: false },
  },
});

/** What a panel shows of a question: that it waits, why in vain, or that its answer is old. */
export function panelState(query: UseQueryResult<unknown>): PanelState {
  const hasData = query.data !== undefined;
  return {
    isLoading: query.isPending,
    problem: query.error ? problemText(query.error) : null,
    isStale: hasData && query.error !== null,
    retry: () => void query.refetch(),
  };
}

/** No answer, or a fault of the exchange: what is refused is refused again. */
function isPassing(thrown: unknown): boolean {
  return thrown instanceof Problem && (thrown.status === 0 || thrown.status >= 500);
}
