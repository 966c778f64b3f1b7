import { displayTime } from '../../model/time';
import { forgetNotices, notices, unread } from '../../state/notices';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { Button, IconButton } from '../../ui/Button';
import { Popover } from '../../ui/Popover';

/** What was told of the own account lately, to read again. */
export function Bell() {
  const isLoggedIn = useStore(session) !== null;
  const told = useStore(notices);
  const count = useStore(unread);
  if (!isLoggedIn) {
    return null;
  }
  const label = count > 0 ? `Notices, ${count} unread` : 'Notices';
  return (
    <span className="bell">
      <Popover
        label="Notices"
        align="end"
        onOpenChange={() => unread.set(0)}
        trigger={<IconButton icon="bell" label={label} />}
      >
        <div className="notices-head">
          <strong>Notices</strong>
          {told.length > 0 && (
            <Button isSmall onClick={forgetNotices}>
              Clear
            </Button>
          )}
        </div>
        {told.length === 0 && <p className="soft">Nothing happened to your orders yet.</p>}
        <ol className="notices">
          {told.map(({ sequence, title, text, tone, time }) => (
            <li key={sequence} className={tone}>
              <strong>{title}</strong>
              <time dateTime={time}>{displayTime(time)}</time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </Popover>
      {count > 0 && (
        <span className="count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      )}
    </span>
  );
}
