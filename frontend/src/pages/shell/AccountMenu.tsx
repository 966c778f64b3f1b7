import { Link, useNavigate } from 'react-router';
import { prefer, usePreferences } from '../../state/preferences';
import { logOut, session } from '../../state/session';
import { useStore } from '../../state/store';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/Menu';

const THEMES = { dark: 'Dark', light: 'Light', system: 'As the system' } as const;

/** Who is logged in and what is theirs; for guests the way in. Both choose the colours here. */
export function AccountMenu() {
  const owner = useStore(session)?.owner ?? null;
  const { theme } = usePreferences();
  const navigate = useNavigate();
  const colours = (
    <MenuChoice
      label="Colours"
      texts={THEMES}
      value={theme}
      onChange={(chosen) => prefer({ theme: chosen })}
    />
  );
  if (!owner) {
    return (
      <div className="account-menu">
        <Menu
          label="Settings"
          trigger={<IconButton icon={theme === 'light' ? 'sun' : 'moon'} label="Colours" />}
        >
          {colours}
        </Menu>
        <Link to="/login" className="button quiet">
          Log in
        </Link>
        <Link to="/signup" className="button primary">
          Sign up
        </Link>
      </div>
    );
  }
  return (
    <div className="account-menu">
      <Menu
        label="Account"
        trigger={
          <Button
            look="quiet"
            aria-label={`Account ${owner.email}`}
            title={`Logged in as ${owner.email}`}
          >
            <Icon name="user" />
            <span className="user">{owner.email}</span>
            <Icon name="chevron" />
          </Button>
        }
      >
        <MenuLabel>{owner.email}</MenuLabel>
        <MenuItem>
          <Link to="/keys">API keys</Link>
        </MenuItem>
        <MenuLine />
        {colours}
        <MenuLine />
        <MenuItem
          onSelect={() => {
            logOut();
            navigate('/login');
          }}
        >
          Log out
        </MenuItem>
      </Menu>
    </div>
  );
}
