import { preferences } from './preferences';
import { Store } from './store';

/** Not everywhere that runs the page's parts has a system with colours: tests do not. */
const system = globalThis.matchMedia?.('(prefers-color-scheme: light)');

/** The colours on the screen: what is preferred, or what the system says. */
export const shownTheme = new Store<'dark' | 'light'>(shown());

/** Keeps the page's colours as preferred. Call it once, before anything is drawn. */
export function followTheme(): void {
  apply();
  preferences.subscribe(apply);
  system?.addEventListener('change', apply);
}

function apply(): void {
  const theme = shown();
  document.documentElement.dataset.theme = theme;
  const ground = theme === 'dark' ? '#0b0d12' : '#eef0f4';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground);
  shownTheme.set(theme);
}

function shown(): 'dark' | 'light' {
  const { theme } = preferences.get();
  return theme === 'system' ? (system?.matches ? 'light' : 'dark') : theme;
}
