import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** `guest`: only while nobody is logged in. `user` and `admin`: who is not, is asked to log in. */
export type Who = 'anyone' | 'guest' | 'user' | 'admin';

export type PageEntry = {
  path: string;
  title: string;
  who: Who;
  /** Where the header's menu leads, for a market; without it the menu leaves the page out. */
  link?: (symbol: string) => string;
  Page: LazyExoticComponent<ComponentType>;
};

const Trade = lazy(() => import('./trade/TradePage'));

/** Every page of the web app. Routes and the header's menu are made of this table. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', title: 'Trade', who: 'anyone', link: () => '/', Page: Trade },
  { path: '/trade/:symbol', title: 'Trade', who: 'anyone', Page: Trade },
  {
    path: '/replay/:symbol',
    title: 'Replay',
    who: 'anyone',
    link: (symbol) => `/replay/${symbol}`,
    Page: lazy(() => import('./replay/ReplayPage')),
  },
  {
    path: '/portfolio',
    title: 'Portfolio',
    who: 'user',
    link: () => '/portfolio',
    Page: lazy(() => import('./portfolio/PortfolioPage')),
  },
  {
    path: '/ledger',
    title: 'Ledger',
    who: 'user',
    link: () => '/ledger',
    Page: lazy(() => import('./ledger/LedgerPage')),
  },
  {
    path: '/leaderboard',
    title: 'Leaderboard',
    who: 'anyone',
    link: () => '/leaderboard',
    Page: lazy(() => import('./leaderboard/LeaderboardPage')),
  },
  {
    path: '/keys',
    title: 'API keys',
    who: 'user',
    Page: lazy(() => import('./keys/KeysPage')),
  },
  {
    path: '/admin/*',
    title: 'Admin',
    who: 'admin',
    link: () => '/admin',
    Page: lazy(() => import('./admin/AdminPage')),
  },
  { path: '/login', title: 'Log in', who: 'guest', Page: lazy(() => import('./login/LoginPage')) },
  {
    path: '/signup',
    title: 'Sign up',
    who: 'guest',
    Page: lazy(() => import('./signup/SignupPage')),
  },
];

type Viewer = { userType: 'trader' | 'admin' } | null;

export function maySee(who: Who, viewer: Viewer): boolean {
  switch (who) {
    case 'anyone':
      return true;
    case 'guest':
      return viewer === null;
    case 'user':
      return viewer !== null;
    case 'admin':
      return viewer?.userType === 'admin';
  }
}
