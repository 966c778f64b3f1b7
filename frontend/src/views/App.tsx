import { session } from '../state/session';
import { useStore } from '../state/store';
import { LoginPage } from './LoginPage';
import { Shell } from './Shell';

export function App() {
  const current = useStore(session);
  // A key per user: nothing of the one before is left on the screen.
  return current ? <Shell key={current.owner.userId} owner={current.owner} /> : <LoginPage />;
}
