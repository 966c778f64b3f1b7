import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter, Navigate, Route, Routes, useLocation, useSearchParams } from 'react-router';
import { maySee, PAGES, type PageEntry } from './pages/pages';
import { NotFoundPage } from './pages/shell/NotFoundPage';
import { Shell } from './pages/shell/Shell';
import { queries } from './state/queries';
import { session } from './state/session';
import { useStore } from './state/store';

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <Routes>
          <Route element={<Shell />}>
            {PAGES.map((entry) => (
              <Route key={entry.path} path={entry.path} element={<Guarded entry={entry} />} />
            ))}
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  );
}

/** The page for who may see it; others are led to the login and back, or home. */
function Guarded({ entry: { who, Page } }: { entry: PageEntry }) {
  const owner = useStore(session)?.owner ?? null;
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  if (maySee(who, owner)) {
    return <Page key={owner?.userId ?? 'guest'} />;
  }
  if (who === 'guest') {
    return <Navigate to={homeward(search.get('next'))} replace />;
  }
  return owner ? <NotFoundPage /> : <Navigate to={`/login?next=${pathname}`} replace />;
}

/** Only within the web app: an address of another host would lead a person away. */
function homeward(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
