import { Suspense, useEffect } from 'react';
import { matchPath, Outlet, useLocation } from 'react-router';
import { Toaster } from 'sonner';
import { useAccountFeed } from '../../state/account';
import { useStore } from '../../state/store';
import { shownTheme } from '../../state/theme';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Waiting } from '../../ui/Panel';
import { PAGES } from '../pages';
import { Header } from './Header';
import { ShortcutHelp } from './ShortcutHelp';

/** Where notices hide no button that is needed next: the ticket is at the right, on phones below. */
const TOASTS_AT = matchMedia('(max-width: 640px)').matches ? 'top-center' : 'bottom-left';
/** Over the chart, above the account's rows; on phones below the header. */
const TOASTS_OFF = { bottom: 'max(16px, min(300px, 100dvh - 400px))', left: 16 };
const TOASTS_OFF_PHONE = { top: 52 };

/** What is around every page: the header above, and the notices over it. */
export function Shell() {
  const { pathname } = useLocation();
  const theme = useStore(shownTheme);
  useAccountFeed();
  const page = PAGES.find(({ path }) => matchPath(path, pathname));
  const title = page?.title ?? 'Not found';
  useEffect(() => {
    document.title = `${title} · Exchange`;
  }, [title]);

  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Header />
      <ErrorBoundary key={pathname} what="This page">
        <Suspense fallback={<Waiting problem={null} />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
      <ShortcutHelp />
      <Toaster
        theme={theme}
        position={TOASTS_AT}
        offset={page?.path.includes('trade') || pathname === '/' ? TOASTS_OFF : 16}
        mobileOffset={TOASTS_OFF_PHONE}
        visibleToasts={3}
        closeButton
      />
    </>
  );
}
