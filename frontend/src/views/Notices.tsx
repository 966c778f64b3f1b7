import { dismiss, notices } from '../state/notices';
import { useStore } from '../state/store';

/** What just happened to own orders; read out by screen readers, gone after a moment. */
export function Notices() {
  const shown = useStore(notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id}>
          {text}
          <button type="button" className="quiet" onClick={() => dismiss(id)} aria-label="Dismiss">
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
