import { Store, useStore } from './store';

const KEY = 'exchange.preferences';

export type Theme = 'dark' | 'light' | 'system';

/** What a person chose of the page's looks and habits. More may be added; each has a default. */
export type Preferences = {
  theme: Theme;
  /** The market looked at last. */
  symbol: string | null;
  favourites: readonly string[];
  chartInterval: string;
  chartStyle: 'candles' | 'line';
  indicators: readonly string[];
  bookView: 'both' | 'bids' | 'asks';
  /** Ticks in one row of the book, by symbol. */
  bookGrouping: Readonly<Record<string, number>>;
  isOrderConfirmed: boolean;
};

const DEFAULTS: Preferences = {
  theme: 'dark',
  symbol: null,
  favourites: [],
  chartInterval: '1m',
  chartStyle: 'candles',
  indicators: ['volume'],
  bookView: 'both',
  bookGrouping: {},
  isOrderConfirmed: false,
};

/** Kept in the browser's storage and shared by all tabs of it. */
export const preferences = new Store<Preferences>(stored());

addEventListener('storage', (event) => {
  if (event.key === KEY) {
    preferences.set(stored());
  }
});

export function prefer(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A full or forbidden storage only forgets with the page.
  }
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}

/** What is stored, field by field: what has not the kind of its default is the default. */
function stored(): Preferences {
  try {
    const found: Record<string, unknown> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const entries = Object.entries(DEFAULTS).map(([name, byDefault]) => {
      const value = found[name];
      const isLike = kindOf(value) === kindOf(byDefault) || (name === 'symbol' && isText(value));
      return [name, isLike ? value : byDefault];
    });
    return Object.fromEntries(entries);
  } catch {
    return DEFAULTS;
  }
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
