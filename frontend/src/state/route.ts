import { useSyncExternalStore } from 'react';

export type Page = 'trade' | 'admin';

/** The page named after the address's #; there the server needs to know no page names. */
export function usePage(): Page {
  return useSyncExternalStore(subscribe, () => (location.hash === '#/admin' ? 'admin' : 'trade'));
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
